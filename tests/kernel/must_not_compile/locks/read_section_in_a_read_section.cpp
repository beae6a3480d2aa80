// SPDX-License-Identifier: GPL-2.0 OR MIT
// One read section is enough.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

int look(RcuPointer<int>& a, RcuPointer<int>& b) {
  auto reading = rcu::read_lock();
#if defined(WRONG)
  // refused below: acquiring atomic context 'rcu_read_side' that is already held
  auto again = rcu::read_lock();
  const Option<const int&> second = b.get(again);
#else
  const Option<const int&> second = b.get(reading);
#endif
  const Option<const int&> first = a.get(reading);
  return (first ? *first : 0) + (second ? *second : 0);
}
