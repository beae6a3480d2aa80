// SPDX-License-Identifier: GPL-2.0 OR MIT
// A function that only reads cannot write.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void bump(Mutex<int>& count) MAY_SLEEP {
#if defined(WRONG)
  // refused below: cannot assign to variable 'value' with const-qualified type
  count.with([](const int& value) { ++value; });
#else
  count.with([](int& value) { ++value; });
#endif
}
