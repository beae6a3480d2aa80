// SPDX-License-Identifier: GPL-2.0 OR MIT
// One more owner is made by clone().
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Arc<u32> share(const Arc<u32>& shared) {
#if defined(WRONG)
  return shared;  // refused: call to deleted constructor of 'Arc<u32>'
#else
  return shared.clone();
#endif
}
