// SPDX-License-Identifier: GPL-2.0 OR MIT
// There is no mutex that was not initialised.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void make() MAY_SLEEP {
#if defined(WRONG)
  Mutex<int> count;  // refused: no matching constructor for initialization of 'Mutex<int>'
#else
  Mutex<int> count(FERRULE_LOCK_CLASS("count"));
#endif
  count.with([](int& value) { ++value; });
}
