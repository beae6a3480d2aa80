// SPDX-License-Identifier: GPL-2.0 OR MIT
// A guard is one.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

int read(Mutex<int>& count) MAY_SLEEP {
  auto held = count.lock();
#if defined(WRONG)
  auto copy = held;  // refused: call to deleted constructor of 'MutexGuard<int>'
#endif
  return *held;
}
