// SPDX-License-Identifier: GPL-2.0 OR MIT
// What was looked at may be gone when something was taken out.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

u32 value(const XArray<KBox<u32>>& array) {
  auto held = array.lock();
  auto found = held.get(1);
  const u32 before = found ? *found : 0;
  const auto erased = held.erase(1);
#if defined(WRONG)
  return before + *found;  // refused by the checker: is used after
#else
  return before;
#endif
}
