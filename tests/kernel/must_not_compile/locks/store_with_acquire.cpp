// SPDX-License-Identifier: GPL-2.0 OR MIT
// A store has nothing to acquire.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void tell(const Atomic<bool>& ready) {
#if defined(WRONG)
  ready.store(true, kAcquire);  // refused: no matching member function for call to 'store'
#else
  ready.store(true, kRelease);
#endif
}
