// SPDX-License-Identifier: GPL-2.0 OR MIT
// The field of another class stands elsewhere.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  u32 minor;
  u64 serial;
};
struct Driver {
  u32 minor;
  u64 serial;
};

auto recipe() {
#if defined(WRONG)
  // refused below: the field belongs to another class
  return pin_init<Device>(field<&Device::minor>(1U), field<&Driver::serial>(u64{2}));
#else
  return pin_init<Device>(field<&Device::minor>(1U), field<&Device::serial>(u64{2}));
#endif
}
