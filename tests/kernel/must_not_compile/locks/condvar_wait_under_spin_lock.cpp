// SPDX-License-Identifier: GPL-2.0 OR MIT
// Waiting gives up the mutex, not the spinlock.
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

Result<> wait(Mutex<int>& count, SpinLock<int>& other, CondVar& changed) MAY_SLEEP {
  auto held = count.lock();
#if defined(WRONG)
  auto also = other.lock();
  *also = 0;
#else
  other.with([](int& value) { value = 0; });
#endif
  return changed.wait(held);  // refused: cannot call function 'wait
}
