// SPDX-License-Identifier: GPL-2.0 OR MIT
// A timer starts work, and leaves it to tasks to wait for it.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/timer.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

struct Poll {
  void run() const MAY_SLEEP {}
};
class Tick {
 public:
  void expired() const {
#if defined(WRONG)
    work_->cancel();  // refused: requires holding context 'may_sleep'
#else
    work_->enqueue(system_queue());
#endif
  }

 private:
  Arc<Work<Poll>> work_;
};
