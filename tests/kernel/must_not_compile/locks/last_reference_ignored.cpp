// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who drops the last reference has to end the object.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/refcount.hpp"

using namespace ferrule::kernel;

bool drop(const Refcount& count) {
#if defined(WRONG)
  count.dec_and_test();  // refused: ignoring return value
  return false;
#else
  return count.dec_and_test();
#endif
}
