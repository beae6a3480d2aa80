// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include <string>

#include "ferrule/core/types.hpp"

namespace ferrule::kernel::bindgen {

/// The number with these 64 bits as a literal of integer type `type`, the same in C and C++.
[[nodiscard]] std::string number_literal(u64 bits, const std::string& type);

}  // namespace ferrule::kernel::bindgen
