// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who sleeps says so.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void settle() MAY_SLEEP { fsleep(10_us); }
void interrupt() {
#if defined(WRONG)
  fsleep(10_us);  // refused: requires holding context 'may_sleep'
#endif
}
