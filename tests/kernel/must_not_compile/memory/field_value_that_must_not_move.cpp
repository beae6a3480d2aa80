// SPDX-License-Identifier: GPL-2.0 OR MIT
// What must not move is built in its place, and not handed in.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "tests/kernel/must_not_compile/memory/pinned64.hpp"

using namespace ferrule::kernel;

struct Device {
  Pinned64 serial;
};

auto recipe() {
#if defined(WRONG)
  return pin_init<Device>(
      field<&Device::serial>(Pinned64(2)));  // refused: call to deleted constructor of 'Pinned64'
#else
  return pin_init<Device>(field<&Device::serial>(u64{2}));
#endif
}
