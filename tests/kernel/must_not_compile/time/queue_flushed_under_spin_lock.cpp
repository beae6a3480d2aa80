// SPDX-License-Identifier: GPL-2.0 OR MIT
// flush() waits for all that is in it.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

Result<> use(SpinLock<int>& lock) MAY_SLEEP {
  TRY(Queue queue, Queue::make("example"));
#if defined(WRONG)
  auto guard = lock.lock();
  *guard = 1;
  queue.flush();  // refused: while atomic context 'atomic_context' is held
#else
  lock.with([](int& value) { value = 1; });
  queue.flush();
#endif
  return ok();
}
