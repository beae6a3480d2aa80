// SPDX-License-Identifier: GPL-2.0 OR MIT
// Structs: which bytes get a name and a type in C++, and which stay opaque.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ferrule/kernel/bindings/generator/clang.hpp"
#include "ferrule/kernel/bindings/generator/model.hpp"
#include "ferrule/kernel/bindings/generator/problem.hpp"
#include "ferrule/kernel/bindings/generator/spelling.hpp"

namespace ferrule::kernel::bindgen {

/// The structs that the bindings define. Each is asked for as often as wished, by name or because
/// something holds it by value; the fields add up.
class Records {
 public:
  /// Storage at least.
  void want(const Type& type);
  void want_field(const Type& type, const std::string& field, const Place& place);
  void want_all_fields(const Type& type, const Place& place);

  /// Every struct that was asked for and every struct these hold by value.
  [[nodiscard]] std::map<std::string, Record> describe(Speller& speller, Problems& problems);

 private:
  struct Wanted {
    Type type;
    /// By name, with the line that asks.
    std::map<std::string, Place> fields = {};
    std::optional<Place> all_fields = {};
  };

  [[nodiscard]] Record describe_one(const Wanted& wanted, Speller& speller, Problems& problems);

  std::map<std::string, Wanted> wanted_ = {};
};

/// The struct or union that `type` is, or is an array of.
[[nodiscard]] std::optional<Type> record_by_value(const Type& type);

}  // namespace ferrule::kernel::bindgen
