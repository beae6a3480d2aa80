// SPDX-License-Identifier: GPL-2.0 OR MIT
// What runs initialisers may sleep.
#include "ferrule/kernel/init.hpp"
#include "tests/kernel/must_not_compile/memory/pinned64.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
Result<> build() {
#else
Result<> build() MAY_SLEEP {
#endif
  StackPin<Pinned64> place;
  const auto init = [](Slot<Pinned64>& slot) -> Result<> {
    slot.emplace(u64{4});
    return ok();
  };
  return place.init(init);  // refused: requires holding context 'may_sleep'
}
