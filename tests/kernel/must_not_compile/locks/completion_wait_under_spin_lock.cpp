// SPDX-License-Identifier: GPL-2.0 OR MIT
// Waiting for a completion sleeps.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void wait(SpinLock<int>& count, const Completion& done) MAY_SLEEP {
  count.with([](int& value) { ++value; });
#if defined(WRONG)
  auto held = count.lock();
#endif
  // refused below: cannot call function 'wait' while atomic context 'atomic_context' is held
  done.wait();
}
