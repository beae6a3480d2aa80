// SPDX-License-Identifier: GPL-2.0 OR MIT
// Once shared it is not changed any more.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Arc<u32> share(UniqueArc<u32> fresh) {
#if defined(WRONG)
  Arc<u32> shared = std::move(fresh).into_arc();
  *fresh = 5;  // refused by the checker: [ferrule-use-after-move]
  return shared;
#else
  *fresh = 5;
  return std::move(fresh).into_arc();
#endif
}
