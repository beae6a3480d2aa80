// SPDX-License-Identifier: Apache-2.0 OR MIT
// Time that only goes forward, for limits.
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::io {

/// Milliseconds since some point in the past; never jumps.
[[nodiscard]] u64 monotonic_ms();
[[nodiscard]] u64 monotonic_us();

}  // namespace ferrule::io
