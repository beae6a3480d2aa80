// SPDX-License-Identifier: GPL-2.0 OR MIT
// A load has nothing to release.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

bool look(const Atomic<bool>& ready) {
#if defined(WRONG)
  return ready.load(kRelease);  // refused: no matching member function for call to 'load'
#else
  return ready.load(kAcquire);
#endif
}
