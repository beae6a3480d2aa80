// SPDX-License-Identifier: GPL-2.0 OR MIT
// GFP_KERNEL waits for memory; GFP_ATOMIC does not.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

Result<> fill(SpinLock<int>& count) MAY_SLEEP {
  auto held = count.lock();
#if defined(WRONG)
  // refused below: while atomic context 'atomic_context' is held
  TRY(auto value, KBox<int>::make(GFP_KERNEL, 1));
#else
  TRY(auto value, KBox<int>::make(GFP_ATOMIC, 1));
#endif
  *held = *value;
  return ok();
}
