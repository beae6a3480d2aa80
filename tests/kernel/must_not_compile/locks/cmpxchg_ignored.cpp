// SPDX-License-Identifier: GPL-2.0 OR MIT
// Whether it was exchanged is the point of asking.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

bool take(const Atomic<bool>& free) {
#if defined(WRONG)
  free.cmpxchg(true, false);  // refused: ignoring return value
  return true;
#else
  return free.cmpxchg(true, false);
#endif
}
