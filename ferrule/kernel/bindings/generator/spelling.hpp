// SPDX-License-Identifier: GPL-2.0 OR MIT
// C types, spelled in C++ and in C. Typedefs are resolved, so that what is generated needs none;
// structs and enums keep their own tags in the global namespace.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ferrule/kernel/bindings/generator/clang.hpp"
#include "ferrule/kernel/bindings/generator/model.hpp"

namespace ferrule::kernel::bindgen {

/// A declarator is what stands around a name: "(*open)(...)". Empty for a bare type.
using Declarator = Both;

class Speller {
 public:
  /// The declaration of `declarator` as a `type`; nothing if C++ has no such type, and then
  /// obstacle() says why.
  [[nodiscard]] std::optional<Both> spell(const Type& type, const Declarator& declarator = {});
  /// Of a function: with the names of its parameters in C++.
  [[nodiscard]] std::optional<Both> spell_function(const Cursor& function,
                                                   const Declarator& declarator);
  [[nodiscard]] std::string obstacle() const { return obstacle_; }

  /// What has been named so far: structs and unions as "struct file", by C++ name ...
  [[nodiscard]] std::map<std::string, std::string> tags() const { return tags_; }
  /// ... and enums.
  [[nodiscard]] std::map<std::string, Enum> enums() const { return enums_; }

 private:
  [[nodiscard]] Both declare(const Type& type, const Declarator& inner, std::string qualifiers);
  [[nodiscard]] Both declare_function(const Type& type, const Declarator& inner,
                                      const std::vector<std::string>& names);
  [[nodiscard]] Both record(const Type& type);
  [[nodiscard]] Both enumeration(const Type& type);
  [[nodiscard]] Both base(const Type& type);

  std::string obstacle_ = {};
  std::map<std::string, std::string> tags_ = {};
  std::map<std::string, Enum> enums_ = {};
};

/// "file" of "struct file"; the typedef's name where there is no tag; with the underscore that
/// C++ keywords get.
[[nodiscard]] Both name_of(const Type& record_or_enum);
/// Name, size and integer of an enum, without its enumerators.
[[nodiscard]] Enum describe_enum(const Type& type);

}  // namespace ferrule::kernel::bindgen
