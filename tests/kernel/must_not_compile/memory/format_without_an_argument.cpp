// SPDX-License-Identifier: GPL-2.0 OR MIT
// Each field has an argument.
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void say(u32 number) {
#if defined(WRONG)
  // refused below: is not a constant expression
  pr_info("{} of {}\n", number);
#else
  pr_info("{}\n", number);
#endif
}
