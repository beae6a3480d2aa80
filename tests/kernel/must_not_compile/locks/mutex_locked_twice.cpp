// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who holds a mutex waits for it for ever.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

int twice(Mutex<int>& count) MAY_SLEEP {
  auto held = count.lock();
#if defined(WRONG)
  auto again = count.lock();  // refused: acquiring mutex 'count' that is already held
  return *again;
#else
  return *held;
#endif
}
