// SPDX-License-Identifier: GPL-2.0 OR MIT
// stop() waits for the handler, which may wait for the lock.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/timer.hpp"

using namespace ferrule::kernel;

struct Blink {
  void expired() const {}
};

void stop(const Timer<Blink>& timer, SpinLock<int>& state) MAY_SLEEP {
#if defined(WRONG)
  auto guard = state.lock();
  timer.stop();  // refused: while atomic context 'atomic_context' is held
#else
  state.with([](int& value) { value = 0; });
  timer.stop();
#endif
}
