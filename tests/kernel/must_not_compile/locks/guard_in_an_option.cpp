// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nor into an Option.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void keep(SpinLock<int>& count) {
  auto held = count.lock();
#if defined(WRONG)
  // refused below: no matching constructor for initialization of 'Option<SpinGuard<int>>'
  Option<SpinGuard<int>> kept(held);
#endif
  *held = 1;
}
