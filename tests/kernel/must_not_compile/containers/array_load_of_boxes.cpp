// SPDX-License-Identifier: GPL-2.0 OR MIT
// A box has one owner: what is in an array of boxes is looked at under its lock.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

bool has(const XArray<Arc<u32>>& arcs) { return arcs.load(1).has_value(); }
#if defined(WRONG)
bool has(const XArray<KBox<u32>>& boxes) {
  return boxes.load(1).has_value();  // refused: no matching member function for call to 'load'
}
#endif
