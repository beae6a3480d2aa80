// SPDX-License-Identifier: GPL-2.0 OR MIT
// A function for atomic context does not sleep, with or without a lock.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void tick(SpinLock<int>& count) ATOMIC_CONTEXT {
  count.with_nested([](int& value) { ++value; });
#if defined(WRONG)
  rcu::synchronize();  // refused: requires holding context 'may_sleep'
#endif
}
