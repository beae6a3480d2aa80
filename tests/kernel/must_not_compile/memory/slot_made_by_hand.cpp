// SPDX-License-Identifier: GPL-2.0 OR MIT
// Only who has the memory can say that there is a place.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> build(u32& memory) {
#if defined(WRONG)
  // refused by the checker below: [ferrule-call-unsafe]
  auto slot = Slot<u32>::at(std::addressof(memory));
  slot.emplace(4U);
#else
  memory = 4;
#endif
  return ok();
}
