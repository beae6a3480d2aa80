// SPDX-License-Identifier: GPL-2.0 OR MIT
// The order of the recipe would not be the reverse of the destructor's.
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
  return pin_init<Device>(field<&Device::serial>(u64{2}), field<&Device::minor>(1U));
#else
  return pin_init<Device>(field<&Device::minor>(1U), field<&Device::serial>(u64{2}));
#endif
}
