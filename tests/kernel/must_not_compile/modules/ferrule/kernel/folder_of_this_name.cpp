// SPDX-License-Identifier: GPL-2.0 OR MIT
// A driver's own folder ferrule/kernel is not Ferrule's, and has none of its rights.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

[[maybe_unused]] static void stop_everybody() {
#if defined(WRONG)
  system_long_wq = nullptr;  // refused by the checker: use of the kernel's variable
#endif
}
