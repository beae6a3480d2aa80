// SPDX-License-Identifier: GPL-2.0 OR MIT
// A number is no time.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void settle() MAY_SLEEP {
#if defined(WRONG)
  msleep(20);  // refused: no matching function for call to 'msleep'
#else
  msleep(20_ms);
#endif
}
