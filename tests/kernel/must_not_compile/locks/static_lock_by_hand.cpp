// SPDX-License-Identifier: GPL-2.0 OR MIT
// Constructors and destructors of static objects do not run in a module.
#include "ferrule/kernel/global_lock.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
// refused below: declaration requires an exit-time destructor
FERRULE_SYNC Mutex<int> last(FERRULE_LOCK_CLASS("last"), 1);
#else
FERRULE_GLOBAL_LOCK(Mutex<int>, last, 1);
int read() MAY_SLEEP {
  return last.with([](const int& value) { return value; });
}
#endif
