// SPDX-License-Identifier: GPL-2.0 OR MIT
// Messages of devices are checked as others are.
#include "ferrule/kernel/device.hpp"
#include "ferrule/kernel/once.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void tell(const Device& device) {
  dev_info(device, "{} of {}\n", 1, 2);
  dev_warn_once(device, "{}\n", 1);
#if defined(WRONG)
  dev_info(device, "{} of {}\n", 1);  // refused: is not a constant expression
#endif
}
