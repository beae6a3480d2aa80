// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who takes a mutex says MAY_SLEEP; the end of the guard asks.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
int read(Mutex<int>& count) {
  auto held = count.lock();
  return *held;  // refused: calling function '~MutexGuard' requires holding context 'may_sleep'
}
#else
int read(Mutex<int>& count) MAY_SLEEP {
  auto held = count.lock();
  return *held;
}
#endif
