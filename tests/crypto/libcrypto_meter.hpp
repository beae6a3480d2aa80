// SPDX-License-Identifier: Apache-2.0 OR MIT
// Counts libcrypto's own allocations and refuses one of them. libcrypto's memory functions are for
// the whole process, so programs that use this do nothing else.
#pragma once

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::testing {

/// One thread only.
struct Meter {
  usize allocations = 0;
  usize live = 0;
  usize fail_at = ~usize{0};
  bool failed = false;

  bool refuse() {
    const bool now = allocations == fail_at;
    ++allocations;
    failed = failed || now;
    return now;
  }
};

FERRULE_STATIC_LIFETIME Meter& meter();

/// Once, before libcrypto allocates anything; false when it is too late.
[[nodiscard]] bool install_meter();

/// Whether the thread's error queue was empty; it is afterwards, its texts given back.
[[nodiscard]] bool take_empty_queue();

}  // namespace ferrule::testing
