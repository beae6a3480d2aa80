// SPDX-License-Identifier: GPL-2.0 OR MIT
// Under an array's lock nobody waits for memory.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

Result<> enter(const XArray<Arc<u32>>& array, Arc<u32> value) MAY_SLEEP {
  auto held = array.lock();
#if defined(WRONG)
  // refused below: no viable conversion from 'const GfpFlags<true>' to 'GfpFlags<false>'
  TRY(const auto before, held.store(1, std::move(value), GFP_KERNEL));
#else
  TRY(const auto before, held.store(1, std::move(value), GFP_ATOMIC));
#endif
  return ok();
}
