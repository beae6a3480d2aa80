// SPDX-License-Identifier: GPL-2.0 OR MIT
// A bool is no counter.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void bump(const Atomic<bool>& flag, const Atomic<int>& count) {
#if defined(WRONG)
  flag.fetch_add(true);  // refused: no matching member function for call to 'fetch_add'
#endif
  count.fetch_add(1);
  flag.store(true);
}
