// SPDX-License-Identifier: Apache-2.0 OR MIT
// refused: a field that is not Zeroable must be named by the recipe

#include "ferrule/core/init.hpp"

namespace ferrule {

enum class Mode : u8 { Read = 1, Write = 2 };
struct Device {
  u32 minor;
  Mode mode;
};
inline auto recipe() {
#if defined(WRONG)
  return pin_init_zeroed<Device, int>(field<&Device::minor>(1U));
#else
  return pin_init_zeroed<Device, int>(field<&Device::mode>(Mode::Read));
#endif
}

}  // namespace ferrule
