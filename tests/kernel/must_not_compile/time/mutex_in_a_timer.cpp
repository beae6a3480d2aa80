// SPDX-License-Identifier: GPL-2.0 OR MIT
// A timer shares a spinlock with tasks, not a mutex.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/timer.hpp"

using namespace ferrule::kernel;

class Count {
 public:
  Option<Duration> expired() const {
    spun_->with([](int& value) { ++value; });
#if defined(WRONG)
    slept_->with([](int& value) { ++value; });  // refused: requires holding context 'may_sleep'
#endif
    return 10_ms;
  }

 private:
  Arc<SpinLock<int>> spun_;
  Arc<Mutex<int>> slept_;
};
