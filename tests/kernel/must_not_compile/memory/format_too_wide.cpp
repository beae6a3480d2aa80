// SPDX-License-Identifier: GPL-2.0 OR MIT
// A width has at most three digits' worth, 255.
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void say(u32 number) {
#if defined(WRONG)
  // refused below: is not a constant expression
  pr_info("{:300}\n", number);
#else
  pr_info("{:200}\n", number);
#endif
}
