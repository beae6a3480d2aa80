// SPDX-License-Identifier: GPL-2.0 OR MIT
// The end of work waits for run().
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

struct Poll {
  void run() const MAY_SLEEP {}
};

void task() MAY_SLEEP { const Work<Poll> work(FERRULE_LOCK_CLASS("work"), Poll{}); }
#if defined(WRONG)
// refused below: calling function '~Work' requires holding context 'may_sleep'
void interrupt() { const Work<Poll> work(FERRULE_LOCK_CLASS("work"), Poll{}); }
#endif
