// SPDX-License-Identifier: GPL-2.0 OR MIT
// The names of a translation unit, looked up by what they name.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "ferrule/kernel/bindings/generator/clang.hpp"

namespace ferrule::kernel::bindgen {

class Declarations {
 public:
  explicit Declarations(const TranslationUnit& unit);

  [[nodiscard]] std::optional<Cursor> function(const std::string& name) const;
  [[nodiscard]] std::optional<Cursor> variable(const std::string& name) const;
  [[nodiscard]] std::optional<Cursor> alias(const std::string& name) const;
  /// `struct NAME`, or the unnamed struct that the typedef NAME names. The struct has a definition.
  [[nodiscard]] std::optional<Type> record(const std::string& name) const;
  [[nodiscard]] std::optional<Type> enumeration(const std::string& name) const;
  /// A macro of that name exists (of the functions and variables in the allow-lists).
  [[nodiscard]] bool macro_hides(const std::string& name) const;
  /// What these files define for other files, with names that begin with `prefix`.
  [[nodiscard]] std::vector<Cursor> functions_of(const std::vector<std::string>& files,
                                                 const std::string& prefix) const;

 private:
  using Named = std::map<std::string, Cursor>;
  [[nodiscard]] std::optional<Type> tagged(const std::string& pointer,
                                           const std::string& name) const;

  Named functions_ = {};
  Named variables_ = {};
  Named aliases_ = {};
};

}  // namespace ferrule::kernel::bindgen
