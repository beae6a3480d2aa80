// SPDX-License-Identifier: GPL-2.0 OR MIT
// A class with a field that must not move does not move either.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "tests/kernel/must_not_compile/memory/pinned64.hpp"

using namespace ferrule::kernel;

struct Device {
  Pinned64 serial;
};

u64 read(KBox<Device>& box) {
#if defined(WRONG)
  // refused below: call to implicitly-deleted copy constructor of 'Device'
  Device moved = std::move(*box);
  return moved.serial.value();
#else
  return box->serial.value();
#endif
}
