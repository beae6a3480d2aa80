// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nobody keeps a CPU for milliseconds.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void settle() {
#if defined(WRONG)
  udelay(20_ms);  // refused: is not a constant expression
#else
  udelay(20_us);
#endif
}
