// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/cpp_names.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ferrule::kernel::bindgen {
namespace {

// C++23 [lex.key], [lex.digraph], less what is a keyword in C as well.
constexpr std::array<std::string_view, 59> kKeywords = {"alignas",
                                                        "alignof",
                                                        "and",
                                                        "and_eq",
                                                        "asm",
                                                        "bitand",
                                                        "bitor",
                                                        "bool",
                                                        "catch",
                                                        "char16_t",
                                                        "char32_t",
                                                        "char8_t",
                                                        "class",
                                                        "co_await",
                                                        "co_return",
                                                        "co_yield",
                                                        "compl",
                                                        "concept",
                                                        "const_cast",
                                                        "consteval",
                                                        "constexpr",
                                                        "constinit",
                                                        "decltype",
                                                        "delete",
                                                        "dynamic_cast",
                                                        "explicit",
                                                        "export",
                                                        "false",
                                                        "friend",
                                                        "mutable",
                                                        "namespace",
                                                        "new",
                                                        "noexcept",
                                                        "not",
                                                        "not_eq",
                                                        "nullptr",
                                                        "operator",
                                                        "or",
                                                        "or_eq",
                                                        "private",
                                                        "protected",
                                                        "public",
                                                        "reinterpret_cast",
                                                        "requires",
                                                        "static_assert",
                                                        "static_cast",
                                                        "template",
                                                        "this",
                                                        "thread_local",
                                                        "throw",
                                                        "true",
                                                        "try",
                                                        "typeid",
                                                        "typename",
                                                        "using",
                                                        "virtual",
                                                        "wchar_t",
                                                        "xor",
                                                        "xor_eq"};

}  // namespace

std::string cpp_name(const std::string& name) {
  const bool keyword = std::ranges::any_of(
      kKeywords, [&name](std::string_view candidate) { return candidate == name; });
  return keyword ? name + "_" : name;
}

}  // namespace ferrule::kernel::bindgen
