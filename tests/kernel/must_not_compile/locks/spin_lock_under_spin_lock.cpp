// SPDX-License-Identifier: GPL-2.0 OR MIT
// A second spinlock says so: when it is released, the context stays atomic.
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void add(SpinLock<int>& a, SpinLock<int>& b) {
  auto outer = a.lock();
#if defined(WRONG)
  auto inner = b.lock();  // refused: acquiring atomic context 'atomic_context' that is already held
#else
  auto inner = b.lock_nested(outer);
#endif
  *outer += *inner;
}
