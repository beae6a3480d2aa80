// SPDX-License-Identifier: GPL-2.0 OR MIT
// What a field is built from must be what it is.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  u32 minor;
};

Result<> build() MAY_SLEEP {
#if defined(WRONG)
  // refused below: neither by an initialiser of its type nor
  auto recipe = pin_init<Device>(field<&Device::minor>(CStr("1")));
#else
  auto recipe = pin_init<Device>(field<&Device::minor>(1U));
#endif
  TRY(const auto box, KBox<Device>::pin_init(recipe, GFP_KERNEL));
  return ok();
}
