// SPDX-License-Identifier: GPL-2.0 OR MIT
// Memory with GFP_KERNEL may have to be waited for.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
Result<KBox<u32>> in_an_interrupt() {
  return KBox<u32>::make(GFP_KERNEL, 4U);  // refused: requires holding context 'may_sleep'
}
#else
Result<KBox<u32>> in_an_interrupt() { return KBox<u32>::make(GFP_ATOMIC, 4U); }
#endif
