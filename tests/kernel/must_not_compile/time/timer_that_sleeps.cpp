// SPDX-License-Identifier: GPL-2.0 OR MIT
// expired() runs in an interrupt: what it calls does not sleep.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/timer.hpp"

using namespace ferrule::kernel;

struct Blink {
  void expired() const {
#if defined(WRONG)
    msleep(10_ms);  // refused: requires holding context 'may_sleep'
#else
    udelay(10_us);
#endif
  }
};
auto blink() { return new_timer(Blink{}); }
