// SPDX-License-Identifier: GPL-2.0 OR MIT
// A struct inside is looked into.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

enum class Mode : u8 { Read = 1, Write = 2 };
struct Inner {
  u32 count;
  Mode mode;
};
struct Device {
  Inner inner;
  u32 minor;
};

auto recipe() {
#if defined(WRONG)
  // refused below: a field that is not Zeroable must be named
  return pin_init_zeroed<Device>(field<&Device::minor>(1U));
#else
  return pin_init_zeroed<Device>(field<&Device::inner>(Inner{.count = 0, .mode = Mode::Read}));
#endif
}
