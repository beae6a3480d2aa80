// SPDX-License-Identifier: GPL-2.0 OR MIT
// A CondVar goes with a mutex.
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

Result<> wait(Mutex<int>& count, SpinLock<int>& other, CondVar& changed) MAY_SLEEP {
#if defined(WRONG)
  static_cast<void>(count);
  auto held = other.lock();
  return changed.wait(held);  // refused: no matching member function for call to 'wait'
#else
  static_cast<void>(other);
  auto held = count.lock();
  return changed.wait(held);
#endif
}
