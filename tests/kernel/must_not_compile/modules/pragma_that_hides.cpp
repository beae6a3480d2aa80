// SPDX-License-Identifier: GPL-2.0 OR MIT
// Mistakes are mended, not hidden.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
// refused by the checker below: [ferrule-door]
#pragma clang diagnostic ignored "-Wthread-safety-analysis"
#endif

void add(const SpinLock<u32>& counter) {
  auto held = counter.lock();
#if defined(WRONG)
  msleep(1_ms);
#endif
  *held += 1;
}
