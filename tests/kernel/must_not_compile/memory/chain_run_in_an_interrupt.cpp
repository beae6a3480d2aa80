// SPDX-License-Identifier: GPL-2.0 OR MIT
// What is chained to an initialiser may sleep.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
Result<> build(Slot<u32>& place) ATOMIC_CONTEXT {
#else
Result<> build(Slot<u32>& place) MAY_SLEEP {
#endif
  auto recipe = chain(init_value(4U), [](u32& value) -> Result<> {
    ++value;
    return ok();
  });
  return recipe(place);  // refused: requires holding context 'may_sleep'
}
