// SPDX-License-Identifier: GPL-2.0 OR MIT
// Whether the object is there is in the result.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> build() MAY_SLEEP {
  StackPin<u32> place;
#if defined(WRONG)
  place.init(init_value(4U));  // refused: ignoring return value
#else
  TRYV(place.init(init_value(4U)));
#endif
  return ok();
}
