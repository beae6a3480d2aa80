// SPDX-License-Identifier: GPL-2.0 OR MIT
// with() returns values.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

int value_of(Mutex<int>& count) MAY_SLEEP {
#if defined(WRONG)
  // refused below: no matching member function for call to 'with'
  return count.with([](int& value) -> int& { return value; });
#else
  return count.with([](int& value) -> int { return value; });
#endif
}
