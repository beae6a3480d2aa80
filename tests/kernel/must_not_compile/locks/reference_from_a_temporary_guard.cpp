// SPDX-License-Identifier: GPL-2.0 OR MIT
// What a guard shows ends with the guard.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void bump(SpinLock<int>& count) {
#if defined(WRONG)
  // refused below: temporary bound to local reference 'value' will be destroyed
  int& value = *count.lock();
  ++value;
#else
  auto held = count.lock();
  int& value = *held;
  ++value;
#endif
}
