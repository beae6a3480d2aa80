// SPDX-License-Identifier: GPL-2.0 OR MIT
// A PollCondVar waits for those that look at it when it ends.
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void make(SpinLock<int>& count) MAY_SLEEP {
  auto held = count.lock();
  *held = 1;
#if defined(WRONG)
  const PollCondVar changed(FERRULE_LOCK_CLASS("changed"));
#endif
}  // refused: cannot call function '~PollCondVar' while atomic context 'atomic_context' is held
