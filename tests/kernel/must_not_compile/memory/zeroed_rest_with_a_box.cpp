// SPDX-License-Identifier: GPL-2.0 OR MIT
// A box of no object is not a box.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  u32 minor;
  KBox<u32> memory;
};

auto recipe(KBox<u32> memory) {
#if defined(WRONG)
  static_cast<void>(memory);
  // refused below: a field that is not Zeroable must be named
  return pin_init_zeroed<Device>(field<&Device::minor>(1U));
#else
  return pin_init_zeroed<Device>(field<&Device::memory>(std::move(memory)));
#endif
}
