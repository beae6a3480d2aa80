// SPDX-License-Identifier: GPL-2.0 OR MIT
// A copy would not be the one that others see.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

int look(const Atomic<int>& count) {
#if defined(WRONG)
  const Atomic<int> copy = count;  // refused: call to deleted constructor of
  return copy.load();
#else
  return count.load();
#endif
}
