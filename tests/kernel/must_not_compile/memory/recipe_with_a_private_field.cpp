// SPDX-License-Identifier: GPL-2.0 OR MIT
// A recipe reaches no further than the code that writes it.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

class Device {
 public:
  static auto init() { return pin_init_zeroed<Shown>(field<&Shown::minor>(1U)); }

  struct Shown {
    u32 minor;
    u32 left;
  };

 private:
  struct Hidden {
    u32 minor;
  };
};

#if defined(WRONG)
auto recipe() {
  return pin_init<Device::Hidden>();  // refused: 'Hidden' is a private member of 'Device'
}
#endif
