// SPDX-License-Identifier: GPL-2.0 OR MIT
// Or kept in something that lives longer.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

int value_of(SpinLock<int>& count) {
  Option<int&> kept;
  {
    auto held = count.lock();
    kept = *held;
#if !defined(WRONG)
    return *kept;
#endif
  }
#if defined(WRONG)
  // refused by the checker below: 'kept' is used after what it borrows was changed or ended
  return *kept;
#endif
}
