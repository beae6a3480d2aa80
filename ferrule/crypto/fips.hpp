// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::crypto {

/// Whether an algorithm object runs inside a validated module.
enum class FipsStatus : u8 { Unvalidated, Validated };

}  // namespace ferrule::crypto
