// SPDX-License-Identifier: GPL-2.0 OR MIT
// An array is not ended under its guard.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

using Array32 = XArray<Arc<u32>>;

bool replace(KBox<Array32> array, KBox<Array32> other) {
#if defined(WRONG)
  auto held = array->lock();
  array = std::move(other);
  // refused by the checker below: 'held' is used after what it borrows was changed or ended
  return held.get(1).has_value();
#else
  array = std::move(other);
  auto held = array->lock();
  return held.get(1).has_value();
#endif
}
