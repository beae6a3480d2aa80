// SPDX-License-Identifier: GPL-2.0 OR MIT
// What was made is ended again at once; or nothing was made.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> make() MAY_SLEEP {
#if defined(WRONG)
  KBox<u32>::make(GFP_KERNEL, 4U);  // refused: ignoring return value
#endif
  return ok();
}
