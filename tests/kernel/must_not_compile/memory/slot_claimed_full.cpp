// SPDX-License-Identifier: GPL-2.0 OR MIT
// That an object is there is the word of whoever built it.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> build(Slot<u32>& place) {
#if defined(WRONG)
  place.adopt();  // refused by the checker: [ferrule-call-unsafe]
#else
  place.emplace(4U);
#endif
  return ok();
}
