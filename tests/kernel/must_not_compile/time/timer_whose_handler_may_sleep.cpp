// SPDX-License-Identifier: GPL-2.0 OR MIT
// A handler that says that it may sleep is none for a timer.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/timer.hpp"

using namespace ferrule::kernel;

struct Blink {
#if defined(WRONG)
  void expired() const MAY_SLEEP { msleep(10_ms); }
#else
  void expired() const {}
#endif
};

void start() MAY_SLEEP {
  // refused below: calling function 'expired' requires holding context 'may_sleep'
  Timer<Blink> timer(FERRULE_LOCK_CLASS("timer"), Blink{});
  timer.start(10_ms);
}
