// SPDX-License-Identifier: GPL-2.0 OR MIT
// Zero need not be one of the enumerators.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

enum class Mode : u8 { Read = 1, Write = 2 };
struct Device {
  u32 minor;
  Mode mode;
};

auto recipe() {
#if defined(WRONG)
  // refused below: a field that is not Zeroable must be named
  return pin_init_zeroed<Device>(field<&Device::minor>(1U));
#else
  return pin_init_zeroed<Device>(field<&Device::mode>(Mode::Read));
#endif
}
