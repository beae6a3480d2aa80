// SPDX-License-Identifier: GPL-2.0 OR MIT
// A lambda has the rights it declares, not those of the function around it.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

void flush(Mutex<int>& count) MAY_SLEEP {
#if defined(WRONG)
  count.with([](int&) {
    // refused below: calling function 'synchronize' requires holding context 'may_sleep'
    rcu::synchronize();
  });
#else
  count.with([](int&) MAY_SLEEP { rcu::synchronize(); });
#endif
}
