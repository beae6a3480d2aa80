// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nor such a spinlock in a class.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<int> users;
};
void make() {
#if defined(WRONG)
  Device device;  // refused: call to implicitly-deleted default constructor of 'Device'
#else
  Device device{SpinLock<int>(FERRULE_LOCK_CLASS("users"), 1)};
#endif
  device.users.with([](int& value) { ++value; });
}
