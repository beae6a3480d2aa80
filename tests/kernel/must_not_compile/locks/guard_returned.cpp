// SPDX-License-Identifier: GPL-2.0 OR MIT
// A function does not return with the lock held.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
MutexGuard<int> begin(const Mutex<int>& count FERRULE_LIFETIMEBOUND) {
  return count.lock();
}  // refused: mutex 'count' is still held at the end of function
#else
int begin(const Mutex<int>& count) MAY_SLEEP { return *count.lock(); }
#endif
