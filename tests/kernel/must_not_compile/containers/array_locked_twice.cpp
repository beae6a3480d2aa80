// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who holds the lock takes things out through the guard.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/xarray.hpp"

using namespace ferrule::kernel;

bool erase(const XArray<Arc<u32>>& array) {
  auto held = array.lock();
#if defined(WRONG)
  // refused below: cannot call function 'erase' while xarray lock 'array' is held
  return array.erase(1).has_value();
#else
  return held.erase(1).has_value();
#endif
}
