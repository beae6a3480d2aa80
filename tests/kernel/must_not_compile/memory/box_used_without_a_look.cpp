// SPDX-License-Identifier: GPL-2.0 OR MIT
// There may have been no memory.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> make() MAY_SLEEP {
#if defined(WRONG)
  KBox<u32> box = KBox<u32>::make(GFP_KERNEL, 4U);  // refused: no viable conversion
#else
  TRY(KBox<u32> box, KBox<u32>::make(GFP_KERNEL, 4U));
#endif
  *box = 5;
  return ok();
}
