// SPDX-License-Identifier: GPL-2.0 OR MIT
// A guard is for the scope in which its array lives.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

bool look() {
  const XArray<Arc<u32>> array(FERRULE_LOCK_CLASS("array"));
  auto held = array.lock();
  return held.get(1).has_value();
}
#if defined(WRONG)
auto held_for_ever() {
  const XArray<Arc<u32>> array(FERRULE_LOCK_CLASS("array"));
  return array.lock();  // refused: address of stack memory associated with local variable
}
#endif
