// SPDX-License-Identifier: GPL-2.0 OR MIT
// A reference into a box does not outlive it.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
const u32& look(KBox<u32> box) {
  return *box;  // refused: stack memory associated with parameter 'box' returned
}
#else
u32 look(const KBox<u32>& box) { return *box; }
#endif
