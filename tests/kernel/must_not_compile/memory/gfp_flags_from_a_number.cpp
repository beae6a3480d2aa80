// SPDX-License-Identifier: GPL-2.0 OR MIT
// A number does not say whether it sleeps.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<KBox<u32>> make(u32 bits) MAY_SLEEP {
#if defined(WRONG)
  return KBox<u32>::make(bits);  // refused: no matching function for call to 'make'
#else
  return KBox<u32>::make(GFP_KERNEL, bits);
#endif
}
