// SPDX-License-Identifier: GPL-2.0 OR MIT
// A recipe names every field, the lock too.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<int> users;
  SpinLock<int> events;
};
Result<> build(Slot<Device>& slot) {
#if defined(WRONG)
  auto recipe = ferrule::pin_init<Device, Error>(  // refused: a recipe names every field once
      field<&Device::users>(new_spin_lock(1)));
#else
  auto recipe = ferrule::pin_init<Device, Error>(field<&Device::users>(new_spin_lock(1)),
                                                 field<&Device::events>(new_spin_lock(2)));
#endif
  return recipe(slot);
}
