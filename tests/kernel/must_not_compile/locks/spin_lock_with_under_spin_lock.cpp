// SPDX-License-Identifier: GPL-2.0 OR MIT
// The same of with().
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void add(SpinLock<int>& a, SpinLock<int>& b) {
  auto outer = a.lock();
#if defined(WRONG)
  // refused below: while atomic context 'atomic_context' is held
  b.with([&](int& inner) { *outer += inner; });
#else
  b.with_nested([&](int& inner) { *outer += inner; });
#endif
}
