// SPDX-License-Identifier: GPL-2.0 OR MIT
// lock_nested() is for where the context is atomic already.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void add(SpinLock<int>& a, SpinLock<int>& b) {
#if defined(WRONG)
  static_cast<void>(a);
  auto inner = b.lock_nested();
#else
  auto outer = a.lock();
  auto inner = b.lock_nested(outer);
#endif
  *inner = 1;
}  // refused: calling function '~SpinNestedGuard' requires holding atomic context
