// SPDX-License-Identifier: GPL-2.0 OR MIT
// Memory comes from a box, which gives it back.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> make() MAY_SLEEP {
#if defined(WRONG)
  u32* number = new u32(4);  // refused by the checker: [ferrule-raw-alloc]
  static_cast<void>(number);
#else
  TRY(KBox<u32> number, KBox<u32>::make(GFP_KERNEL, 4U));
#endif
  return ok();
}
