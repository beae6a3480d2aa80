// SPDX-License-Identifier: GPL-2.0 OR MIT
// How long a CPU is kept is a constant.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void settle(Duration time) MAY_SLEEP {
#if defined(WRONG)
  udelay(time);  // refused: is not a constant expression
#else
  fsleep(time);
#endif
}
