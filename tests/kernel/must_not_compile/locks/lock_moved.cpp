// SPDX-License-Identifier: GPL-2.0 OR MIT
// It does not move either.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<int> users;
};
void consume(Device&) {}
void pass(Device& device) {
#if defined(WRONG)
  // refused below: call to implicitly-deleted copy constructor of 'Device'
  Device moved(std::move(device));
  consume(moved);
#else
  consume(device);
#endif
}
