// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nor is it taken through with().
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void move(SpinLock<int>& from, Mutex<int>& to) MAY_SLEEP {
#if defined(WRONG)
  auto source = from.lock();
  to.with([&](int& target) { target = *source; });  // refused: cannot call function 'with
#else
  const int value = from.with([](const int& source) { return source; });
  to.with([&](int& target) { target = value; });
#endif
}
