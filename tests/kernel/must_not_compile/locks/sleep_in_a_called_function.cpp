// SPDX-License-Identifier: GPL-2.0 OR MIT
// The right to sleep is passed on from caller to callee, or the callee does not sleep.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
void settle() {
  // refused below: calling function 'synchronize' requires holding context 'may_sleep'
  rcu::synchronize();
}
#else
void settle() MAY_SLEEP { rcu::synchronize(); }
#endif

void reset(SpinLock<int>& count) MAY_SLEEP {
  count.with([](int& value) { value = 0; });
  settle();
}
