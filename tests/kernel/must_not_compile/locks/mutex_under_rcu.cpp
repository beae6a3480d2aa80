// SPDX-License-Identifier: GPL-2.0 OR MIT
// And takes no mutex.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

void look(RcuPointer<int>& shared, Mutex<int>& count) MAY_SLEEP {
#if defined(WRONG)
  auto reading = rcu::read_lock();
  // refused below: cannot call function 'lock' while atomic context 'rcu_read_side' is held
  auto held = count.lock();
#else
  auto held = count.lock();
  auto reading = rcu::read_lock();
#endif
  const Option<const int&> now = shared.get(reading);
  *held = now ? *now : 0;
}
