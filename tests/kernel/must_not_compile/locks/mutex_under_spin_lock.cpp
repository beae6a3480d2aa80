// SPDX-License-Identifier: GPL-2.0 OR MIT
// A mutex sleeps until it is free.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void move(SpinLock<int>& from, Mutex<int>& to) MAY_SLEEP {
#if defined(WRONG)
  auto source = from.lock();
  // refused below: cannot call function 'lock' while atomic context 'atomic_context' is held
  auto target = to.lock();
#else
  auto target = to.lock();
  auto source = from.lock();
#endif
  *target = *source;
}
