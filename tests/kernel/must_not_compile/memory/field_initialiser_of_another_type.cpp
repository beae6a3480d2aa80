// SPDX-License-Identifier: GPL-2.0 OR MIT
// An initialiser of u64 does not build a u32.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  u32 minor;
};
Result<> wide(Slot<u64>& place) {
  place.emplace(u64{1});
  return ok();
}
Result<> narrow(Slot<u32>& place) {
  place.emplace(1U);
  return ok();
}

Result<> build() MAY_SLEEP {
#if defined(WRONG)
  // refused below: neither by an initialiser of its type nor
  auto recipe = pin_init<Device>(field<&Device::minor>(&wide));
#else
  auto recipe = pin_init<Device>(field<&Device::minor>(&narrow));
#endif
  TRY(const auto box, KBox<Device>::pin_init(recipe, GFP_KERNEL));
  return ok();
}
