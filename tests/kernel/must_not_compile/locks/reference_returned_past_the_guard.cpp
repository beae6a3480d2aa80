// SPDX-License-Identifier: GPL-2.0 OR MIT
// Also where it is returned.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
int& value_of(Mutex<int>& count FERRULE_LIFETIMEBOUND) MAY_SLEEP {
  auto held = count.lock();
  // refused below: reference to stack memory associated with local variable 'held' returned
  return *held;
}
#else
int value_of(Mutex<int>& count) MAY_SLEEP {
  auto held = count.lock();
  return *held;
}
#endif
