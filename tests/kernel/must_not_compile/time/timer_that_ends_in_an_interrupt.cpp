// SPDX-License-Identifier: GPL-2.0 OR MIT
// A timer's end waits for its handler.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/timer.hpp"

using namespace ferrule::kernel;

struct Blink {
  void expired() const {}
};

#if defined(WRONG)
void interrupt() {
#else
void task() MAY_SLEEP {
#endif
  HrTimer<Blink> timer(FERRULE_LOCK_CLASS("timer"), Blink{});
  timer.start(1_us);
  // refused below: calling function '~TimerOf' requires holding context 'may_sleep'
}
