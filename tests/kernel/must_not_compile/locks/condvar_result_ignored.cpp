// SPDX-License-Identifier: GPL-2.0 OR MIT
// A signal ends a wait too: who goes on without a look is wrong.
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> wait(Mutex<int>& count, CondVar& changed) MAY_SLEEP {
  auto held = count.lock();
#if defined(WRONG)
  changed.wait(held);  // refused: ignoring return value
#else
  TRYV(changed.wait(held));
#endif
  return ok();
}
