// SPDX-License-Identifier: GPL-2.0 OR MIT
// The same of with().
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
int read(Mutex<int>& count) {
  // refused below: requires holding context 'may_sleep'
  return count.with([](const int& value) { return value; });
}
#else
int read(Mutex<int>& count) MAY_SLEEP {
  return count.with([](const int& value) { return value; });
}
#endif
