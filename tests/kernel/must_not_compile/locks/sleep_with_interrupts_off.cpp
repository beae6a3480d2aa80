// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nor where a spinlock switched the interrupts off.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void reset(SpinLock<int>& count) MAY_SLEEP {
  auto held = count.lock_irqsave();
  *held = 0;
#if defined(WRONG)
  // refused below: cannot call function 'synchronize' while atomic context 'atomic_context' is held
  rcu::synchronize();
#endif
}
