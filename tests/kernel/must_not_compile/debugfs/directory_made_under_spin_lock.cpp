// SPDX-License-Identifier: GPL-2.0 OR MIT
// Making a directory allocates, and may sleep.
#include "ferrule/kernel/debugfs.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

debugfs::Dir make(SpinLock<int>& lock) MAY_SLEEP {
  lock.with([](int& value) { value = 1; });
#if defined(WRONG)
  auto guard = lock.lock();
  return debugfs::Dir::make("example");  // refused: while atomic context 'atomic_context' is held
#else
  return debugfs::Dir::make("example");
#endif
}
