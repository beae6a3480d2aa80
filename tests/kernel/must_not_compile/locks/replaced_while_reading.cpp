// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who reads does not wait for all readers.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

void renew(RcuPointer<int>& shared, KBox<int> fresh) MAY_SLEEP {
#if defined(WRONG)
  auto reading = rcu::read_lock();
#endif
  // refused below: cannot call function 'replace' while atomic context 'rcu_read_side' is held
  shared.replace(std::move(fresh));
}
