// SPDX-License-Identifier: GPL-2.0 OR MIT
// What was read stays until the guard ends, no longer.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
Option<const int&> look(const RcuPointer<int>& shared FERRULE_LIFETIMEBOUND) {
  auto reading = rcu::read_lock();
  // refused below: address of stack memory associated with local variable 'reading' returned
  return shared.get(reading);
}
#else
int look(const RcuPointer<int>& shared) {
  auto reading = rcu::read_lock();
  const Option<const int&> now = shared.get(reading);
  return now ? *now : 0;
}
#endif
