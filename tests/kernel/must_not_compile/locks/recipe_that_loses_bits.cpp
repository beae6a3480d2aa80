// SPDX-License-Identifier: GPL-2.0 OR MIT
// The value of a lock is of its type, or fits.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<u64> users;
};
Result<> build(Slot<Device>& slot) {
#if defined(WRONG)
  auto recipe = ferrule::pin_init<Device, Error>(field<&Device::users>(new_spin_lock(-1)));
  // refused in a header: a lock is made of a value of its data's type, without loss
#else
  auto recipe = ferrule::pin_init<Device, Error>(field<&Device::users>(new_spin_lock(u64{1})));
#endif
  return recipe(slot);
}
