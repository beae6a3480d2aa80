// SPDX-License-Identifier: GPL-2.0 OR MIT
// An initialiser may sleep, so its object is not built in atomic context.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> build() MAY_SLEEP {
#if defined(WRONG)
  // refused below: no matching function for call to 'pin_init'
  TRY(const auto box, KBox<u32>::pin_init(init_value(4U), GFP_ATOMIC));
#else
  TRY(const auto box, KBox<u32>::pin_init(init_value(4U), GFP_KERNEL));
#endif
  return ok();
}
