// SPDX-License-Identifier: GPL-2.0 OR MIT
// A recipe that forgets a field would leave it as the memory was.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  u32 minor;
  u64 serial;
};

auto recipe() {
#if defined(WRONG)
  return pin_init<Device>(field<&Device::minor>(1U));  // refused: a recipe names every field once
#else
  return pin_init<Device>(field<&Device::minor>(1U), field<&Device::serial>(u64{2}));
#endif
}
