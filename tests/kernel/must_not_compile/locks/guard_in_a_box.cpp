// SPDX-License-Identifier: GPL-2.0 OR MIT
// It does not go to the heap.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

Result<> keep(SpinLock<int>& count) {
  auto held = count.lock();
#if defined(WRONG)
  // refused below: no matching function for call to 'make'
  auto kept = KBox<SpinGuard<int>>::make(GFP_ATOMIC, count);
#endif
  *held = 1;
  return ok();
}
