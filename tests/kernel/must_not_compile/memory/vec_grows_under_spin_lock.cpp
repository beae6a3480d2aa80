// SPDX-License-Identifier: GPL-2.0 OR MIT
// A vector that grows with GFP_KERNEL may sleep.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/vec.hpp"

using namespace ferrule::kernel;

Result<> add(SpinLock<KVec<u32>>& numbers) MAY_SLEEP {
  auto guard = numbers.lock();
#if defined(WRONG)
  // refused below: while atomic context 'atomic_context' is held
  return guard->push(4, GFP_KERNEL);
#else
  return guard->push(4, GFP_ATOMIC);
#endif
}
