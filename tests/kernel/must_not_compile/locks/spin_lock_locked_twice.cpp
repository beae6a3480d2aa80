// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nor is a spinlock taken by the CPU that has it.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

int twice(SpinLock<int>& count) {
  auto held = count.lock();
#if defined(WRONG)
  auto again = count.lock_nested(held);  // refused: acquiring spinlock 'count' that is already held
  return *again;
#else
  return *held;
#endif
}
