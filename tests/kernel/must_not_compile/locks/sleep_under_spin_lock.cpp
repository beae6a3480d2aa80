// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nothing sleeps while a spinlock is held.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

int take(SpinLock<int>& count) MAY_SLEEP {
  int taken = 0;
  {
    auto held = count.lock();
    taken = *held;
#if defined(WRONG)
    // refused below: cannot call function 'synchronize' while atomic context 'atomic_context' is
    rcu::synchronize();
#endif
  }
  rcu::synchronize();
  return taken;
}
