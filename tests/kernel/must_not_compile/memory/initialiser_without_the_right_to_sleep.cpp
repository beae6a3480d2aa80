// SPDX-License-Identifier: GPL-2.0 OR MIT
// An initialiser that allocates says that it may sleep.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
Result<> build(Slot<KBox<u32>>& place) {
#else
Result<> build(Slot<KBox<u32>>& place) MAY_SLEEP {
#endif
  // refused below: requires holding context 'may_sleep'
  TRY(KBox<u32> inner, KBox<u32>::make(GFP_KERNEL, 4U));
  place.emplace(std::move(inner));
  return ok();
}
