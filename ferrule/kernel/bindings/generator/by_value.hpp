// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include <optional>
#include <string>

#include "ferrule/kernel/bindings/generator/clang.hpp"

namespace ferrule::kernel::bindgen {

/// Why C++ would not pass or return `type` the way C does (System V ABI for x86-64, section 3.2.3),
/// or nothing. A struct that is opaque bytes to C++ goes where integers go, so whatever C puts
/// elsewhere cannot be passed: floating point, misaligned fields, unions (which C++ does not define
/// here) and structs without bytes.
[[nodiscard]] std::optional<std::string> by_value_obstacle(const Type& type);

}  // namespace ferrule::kernel::bindgen
