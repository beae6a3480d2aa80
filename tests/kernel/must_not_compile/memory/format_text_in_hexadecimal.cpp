// SPDX-License-Identifier: GPL-2.0 OR MIT
// Text has no base.
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void say() {
#if defined(WRONG)
  // refused below: is not a constant expression
  pr_info("{:x}\n", CStr("blinky"));
#else
  pr_info("{:10}\n", CStr("blinky"));
#endif
}
