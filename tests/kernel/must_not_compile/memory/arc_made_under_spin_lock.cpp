// SPDX-License-Identifier: GPL-2.0 OR MIT
// So does making a shared object.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

Result<> share(SpinLock<u32>& number) MAY_SLEEP {
  auto guard = number.lock();
#if defined(WRONG)
  // refused below: while atomic context 'atomic_context' is held
  TRY(const Arc<u32> shared, Arc<u32>::make(GFP_NOIO, *guard));
#else
  TRY(const Arc<u32> shared, Arc<u32>::make(GFP_NOWAIT, *guard));
#endif
  return ok();
}
