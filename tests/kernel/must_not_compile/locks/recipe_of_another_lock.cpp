// SPDX-License-Identifier: GPL-2.0 OR MIT
// A spinlock is not built as a mutex.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<int> users;
};
Result<> build(Slot<Device>& slot) {
#if defined(WRONG)
  // refused below: built neither by an initialiser of its type nor from the value given
  auto recipe = ferrule::pin_init<Device, Error>(field<&Device::users>(new_mutex(1)));
  return recipe(slot);
#else
  auto recipe = ferrule::pin_init<Device, Error>(field<&Device::users>(new_spin_lock(1)));
  return recipe(slot);
#endif
}
