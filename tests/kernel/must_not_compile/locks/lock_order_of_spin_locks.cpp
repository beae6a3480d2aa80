// SPDX-License-Identifier: GPL-2.0 OR MIT
// Also of spinlocks under spinlocks.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<int> first;
  SpinLock<int> second ACQUIRED_AFTER(first);

  void add() {
#if defined(WRONG)
    auto b = second.lock();
    auto a = first.lock_nested(b);  // refused: spinlock 'first' must be acquired before 'second'
#else
    auto a = first.lock();
    auto b = second.lock_nested(a);
#endif
    *b += *a;
  }
};
