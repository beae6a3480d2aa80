// SPDX-License-Identifier: GPL-2.0 OR MIT
// with() takes the mutex too.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

int twice(Mutex<int>& count) MAY_SLEEP {
  auto held = count.lock();
#if defined(WRONG)
  // refused below: while mutex 'count' is held
  return count.with([](const int& value) { return value; });
#else
  return *held;
#endif
}
