// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nor what is given to with_nested().
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void flush(SpinLock<int>& a, SpinLock<int>& b) {
  auto outer = a.lock();
#if defined(WRONG)
  // refused below: calling function 'operator()' requires holding context 'may_sleep'
  b.with_nested([](int&) MAY_SLEEP { rcu::synchronize(); });
#else
  b.with_nested([&](int& value) { value = *outer; });
#endif
}
