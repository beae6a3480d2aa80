// SPDX-License-Identifier: GPL-2.0 OR MIT
// An array's lock is a spinlock.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

Result<> enter(const XArray<Arc<u32>>& array, const Arc<u32>& value) MAY_SLEEP {
  TRY(const auto before, array.store(1, value.clone(), GFP_KERNEL));
  auto held = array.lock();
#if defined(WRONG)
  // refused below: while atomic context 'atomic_context' is held
  TRY(const auto other, array.store(2, value.clone(), GFP_KERNEL));
#endif
  const auto erased = held.erase(1);
  return ok();
}
