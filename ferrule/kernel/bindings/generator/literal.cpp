// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/literal.hpp"

#include <limits>

namespace ferrule::kernel::bindgen {
namespace {

std::string suffix_of(const std::string& type) {
  std::string suffix;
  suffix += type.starts_with("unsigned") && !type.ends_with("char") && !type.ends_with("short")
                ? "U"
                : "";
  suffix += type.ends_with("long long") ? "LL" : type.ends_with("long") ? "L" : "";
  return suffix;
}

}  // namespace

std::string number_literal(u64 bits, const std::string& type) {
  if (type.starts_with("unsigned") || type == "char" || type == "bool") {
    return std::to_string(bits) + suffix_of(type);
  }
  const i64 number = static_cast<i64>(bits);
  if (number == std::numeric_limits<i64>::min()) {
    // There are no negative literals: its absolute value would not fit.
    return "(" + std::to_string(number + 1) + suffix_of(type) + " - 1)";
  }
  return std::to_string(number) + suffix_of(type);
}

}  // namespace ferrule::kernel::bindgen
