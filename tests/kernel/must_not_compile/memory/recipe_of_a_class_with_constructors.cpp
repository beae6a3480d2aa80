// SPDX-License-Identifier: GPL-2.0 OR MIT
// Its constructors establish what it relies on; a recipe would go past them.
#include "ferrule/kernel/init.hpp"
#include "tests/kernel/must_not_compile/memory/pinned64.hpp"

using namespace ferrule::kernel;

struct Device {
  Pinned64 serial;
};

auto recipe() {
#if defined(WRONG)
  return pin_init<Pinned64>();  // refused: a recipe builds a class without constructors
#else
  return pin_init<Device>(field<&Device::serial>(u64{2}));
#endif
}
