// SPDX-License-Identifier: GPL-2.0 OR MIT
// A field that is built twice would lose what was built first.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  u32 minor;
  u64 serial;
};

auto recipe() {
#if defined(WRONG)
  // refused below: in the order of their declaration, each once
  return pin_init<Device>(field<&Device::minor>(1U), field<&Device::minor>(2U));
#else
  return pin_init<Device>(field<&Device::minor>(1U), field<&Device::serial>(u64{2}));
#endif
}
