// SPDX-License-Identifier: Apache-2.0 OR MIT
// The door through which libFuzzer's bytes come in.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::fuzz {

/// Runs the target once; defined by each target. A finding ends in a trap or a sanitizer's report.
void run(Bytes input);

}  // namespace ferrule::fuzz
