// SPDX-License-Identifier: GPL-2.0 OR MIT
// The headers of ferrule/kernel know the kernel's variables, and whoever includes them could write
// to one.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

[[maybe_unused]] static void stop_everybody() {
#if defined(WRONG)
  system_long_wq = nullptr;  // refused by the checker: use of the kernel's variable
#endif
}

[[maybe_unused]] static void forge() {
#if defined(WRONG)
  __this_module.opaque_at_0_[0] = 1;  // refused by the checker: use of the kernel's variable
#endif
}
