// SPDX-License-Identifier: GPL-2.0 OR MIT
// Data is reached through guards, never past the lock.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

int peek(Mutex<int>& count) MAY_SLEEP {
#if defined(WRONG)
  return count.value();  // refused: 'value' is a protected member
#else
  return count.with([](const int& value) { return value; });
#endif
}
