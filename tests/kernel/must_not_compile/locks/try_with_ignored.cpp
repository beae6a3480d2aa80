// SPDX-License-Identifier: GPL-2.0 OR MIT
// Whether the lock was free must be looked at.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void bump(SpinLock<int>& count) {
#if defined(WRONG)
  count.try_with([](int& value) { ++value; });  // refused: ignoring return value
#else
  if (!count.try_with([](int& value) { ++value; })) {
    pr_info("busy\n");
  }
#endif
}
