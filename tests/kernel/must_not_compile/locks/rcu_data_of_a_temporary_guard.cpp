// SPDX-License-Identifier: GPL-2.0 OR MIT
// A guard without a name has ended already.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

int look(const RcuPointer<int>& shared) {
#if defined(WRONG)
  // refused below: temporary whose address is used as value of local variable 'now' will be
  const Option<const int&> now = shared.get(rcu::read_lock());
#else
  auto reading = rcu::read_lock();
  const Option<const int&> now = shared.get(reading);
#endif
  return now ? *now : 0;
}
