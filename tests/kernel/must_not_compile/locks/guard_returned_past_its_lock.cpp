// SPDX-License-Identifier: GPL-2.0 OR MIT
// A guard does not outlive its lock.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
auto make() MAY_SLEEP {
  Mutex<int> count(FERRULE_LOCK_CLASS("count"), 1);
  // refused below: address of stack memory associated with local variable 'count' returned
  return count.lock();
}  // refused: mutex 'count' is still held at the end of function
#else
int make() MAY_SLEEP {
  Mutex<int> count(FERRULE_LOCK_CLASS("count"), 1);
  return *count.lock();
}
#endif
