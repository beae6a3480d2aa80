// SPDX-License-Identifier: GPL-2.0 OR MIT
// Work may sleep, and says so as everything does.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

struct Poll {
#if defined(WRONG)
  void run() const {
    msleep(1_ms);  // refused: requires holding context 'may_sleep'
  }
#else
  void run() const MAY_SLEEP { msleep(1_ms); }
#endif
};
auto poll() { return new_work(Poll{}); }
