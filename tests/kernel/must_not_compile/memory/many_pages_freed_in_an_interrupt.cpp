// SPDX-License-Identifier: GPL-2.0 OR MIT
// Pages that were mapped for a KVBox are unmapped where code may sleep.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
u32 in_an_interrupt(KVBox<u32>& box) {
#else
u32 in_an_interrupt(KVBox<u32>& box) MAY_SLEEP {
#endif
  const KVBox<u32> taken = std::move(box);
  return *taken;  // refused: requires holding context 'may_sleep'
}
