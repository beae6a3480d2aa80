// SPDX-License-Identifier: GPL-2.0 OR MIT
// What was looked at may be gone when something was put in its place.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

Result<u32> value(const XArray<KBox<u32>>& array, KBox<u32> fresh) {
  auto held = array.lock();
  auto found = held.get(1);
  const u32 before = found ? *found : 0;
  TRY(const auto replaced, held.store(1, std::move(fresh), GFP_ATOMIC));
#if defined(WRONG)
  return before + *found;  // refused by the checker: is used after
#else
  return before;
#endif
}
