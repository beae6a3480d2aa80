// SPDX-License-Identifier: GPL-2.0 OR MIT
// An initialiser sees a slot, and behind it nothing yet.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  u32 minor;
  u64 serial;
};

Result<> build(Slot<Device>& place) {
#if defined(WRONG)
  place.place()->minor = 3;  // refused by the checker: [ferrule-ptr-deref]
#else
  place.emplace(Device{.minor = 3, .serial = 4});
#endif
  return ok();
}
