// SPDX-License-Identifier: GPL-2.0 OR MIT
// Under a spinlock one waits with udelay(), which keeps the CPU.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void reset(SpinLock<int>& device) MAY_SLEEP {
  auto guard = device.lock();
#if defined(WRONG)
  msleep(1_ms);  // refused: while atomic context 'atomic_context' is held
#else
  udelay(5_us);
#endif
  *guard = 0;
}
