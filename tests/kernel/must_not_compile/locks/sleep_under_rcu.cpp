// SPDX-License-Identifier: GPL-2.0 OR MIT
// A read section does not sleep.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

void look(RcuPointer<int>& shared, const Completion& done) MAY_SLEEP {
  {
    auto reading = rcu::read_lock();
    const Option<const int&> now = shared.get(reading);
    pr_info("{}\n", now ? *now : 0);
#if defined(WRONG)
    // refused below: cannot call function 'wait' while atomic context 'rcu_read_side' is held
    done.wait();
#endif
  }
  done.wait();
}
