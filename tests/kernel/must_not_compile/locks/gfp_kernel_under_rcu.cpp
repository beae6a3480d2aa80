// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nor is memory waited for in a read section.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

Result<> copy(RcuPointer<int>& shared) MAY_SLEEP {
  auto reading = rcu::read_lock();
  const Option<const int&> now = shared.get(reading);
#if defined(WRONG)
  // refused below: while atomic context 'rcu_read_side' is held
  TRY(auto mine, KBox<int>::make(GFP_KERNEL, 1));
#else
  TRY(auto mine, KBox<int>::make(GFP_NOWAIT, 1));
#endif
  *mine = now ? *now : 0;
  return ok();
}
