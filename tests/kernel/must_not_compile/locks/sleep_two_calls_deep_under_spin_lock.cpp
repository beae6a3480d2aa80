// SPDX-License-Identifier: GPL-2.0 OR MIT
// A function that says it may sleep is not called under a spinlock.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void settle() MAY_SLEEP { rcu::synchronize(); }
void reset(SpinLock<int>& count) MAY_SLEEP {
  auto held = count.lock();
  *held = 0;
#if defined(WRONG)
  settle();  // refused: cannot call function 'settle' while atomic context 'atomic_context' is held
#endif
}
