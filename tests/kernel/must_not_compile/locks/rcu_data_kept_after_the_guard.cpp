// SPDX-License-Identifier: GPL-2.0 OR MIT
// What was read is not kept in something that lives longer than the guard.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

int value_of(const RcuPointer<int>& shared) {
  Option<const int&> kept;
  {
    auto reading = rcu::read_lock();
    kept = shared.get(reading);
#if !defined(WRONG)
    return kept ? *kept : 0;
#endif
  }
#if defined(WRONG)
  // refused by the checker below: 'kept' is used after what it borrows was changed or ended
  return kept ? *kept : 0;
#endif
}
