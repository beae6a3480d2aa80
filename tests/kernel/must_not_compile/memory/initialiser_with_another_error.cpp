// SPDX-License-Identifier: GPL-2.0 OR MIT
// Its error would be lost.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  u32 minor;
};

Result<> build() MAY_SLEEP {
#if defined(WRONG)
  const auto init = [](Slot<Device>& place) -> ferrule::Result<void, int> {
#else
  const auto init = [](Slot<Device>& place) -> Result<> {
#endif
    place.emplace(Device{.minor = 1});
    return ok();
  };
  // refused below: no matching function for call to 'pin_init'
  TRY(const auto box, KBox<Device>::pin_init(init, GFP_KERNEL));
  return ok();
}
