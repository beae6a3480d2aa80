// SPDX-License-Identifier: GPL-2.0 OR MIT
// What is given to SpinLock::with() must not sleep, whatever it declares.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void flush(SpinLock<int>& count) MAY_SLEEP {
#if defined(WRONG)
  // refused below: calling function 'operator()' requires holding context 'may_sleep'
  count.with([](int&) MAY_SLEEP { rcu::synchronize(); });
#else
  count.with([](int& value) { value = 0; });
  rcu::synchronize();
#endif
}
