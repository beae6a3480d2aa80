// SPDX-License-Identifier: GPL-2.0 OR MIT
// Two slots would end the object twice.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> build(Slot<u32>& place) {
#if defined(WRONG)
  Slot<u32> other = place;  // refused: call to deleted constructor of 'Slot<u32>'
  other.emplace(4U);
#else
  place.emplace(4U);
#endif
  return ok();
}
