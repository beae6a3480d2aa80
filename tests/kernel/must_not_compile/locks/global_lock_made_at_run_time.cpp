// SPDX-License-Identifier: GPL-2.0 OR MIT
// A static lock is ready before any code runs.
#include "ferrule/kernel/global_lock.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

int first();
#if defined(WRONG)
// refused below: variable does not have a constant initializer
FERRULE_GLOBAL_LOCK(Mutex<int>, last, first());
#else
FERRULE_GLOBAL_LOCK(Mutex<int>, last, 1);
#endif
int read() MAY_SLEEP {
  return last.with([](const int& value) { return value; });
}
