// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nor does what is given to with().
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

int look(RcuPointer<int>& shared) MAY_SLEEP {
#if defined(WRONG)
  // refused below: calling function 'operator()' requires holding context 'may_sleep'
  const Option<int> seen = shared.with([](const int& now) MAY_SLEEP {
    rcu::synchronize();
    return now;
  });
  return seen.value_or(0);
#else
  return shared.with([](const int& now) { return now; }).value_or(0);
#endif
}
