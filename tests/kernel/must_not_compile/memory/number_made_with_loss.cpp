// SPDX-License-Identifier: GPL-2.0 OR MIT
// A number does not lose bits on its way into a box.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<KBox<u32>> keep(u64 value) MAY_SLEEP {
#if defined(WRONG)
  // refused below: no matching function for call to 'make'
  return KBox<u32>::make(GFP_KERNEL, value);
#else
  return KBox<u32>::make(GFP_KERNEL, static_cast<u32>(value));
#endif
}
