// SPDX-License-Identifier: GPL-2.0 OR MIT
// A format is known when the module is compiled.
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void say(CStr text) {
#if defined(WRONG)
  pr_info(text);  // refused: no matching function for call to 'pr_info'
#else
  pr_info("{}", text);
#endif
}
