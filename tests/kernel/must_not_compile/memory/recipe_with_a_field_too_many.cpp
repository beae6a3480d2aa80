// SPDX-License-Identifier: GPL-2.0 OR MIT
// All fields are there, and one of them again.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  u32 minor;
  u64 serial;
};

auto recipe() {
#if defined(WRONG)
  // refused below: a recipe names every field once
  return pin_init<Device>(field<&Device::minor>(1U), field<&Device::serial>(u64{2}),
                          field<&Device::serial>(u64{3}));
#else
  return pin_init<Device>(field<&Device::minor>(1U), field<&Device::serial>(u64{2}));
#endif
}
