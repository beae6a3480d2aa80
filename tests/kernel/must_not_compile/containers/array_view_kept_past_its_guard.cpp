// SPDX-License-Identifier: GPL-2.0 OR MIT
// What was looked at under the lock is not looked at without it.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

u32 value(const XArray<Arc<u32>>& array, const Arc<u32>& other) {
  ArcBorrow<u32> found = other.borrow();
  {
    auto held = array.lock();
    if (const auto there = held.get(1)) {
      found = *there;
    }
#if !defined(WRONG)
    return *found;
#endif
  }
#if defined(WRONG)
  return *found;  // refused by the checker: is used after what it borrows was changed or ended
#endif
}
