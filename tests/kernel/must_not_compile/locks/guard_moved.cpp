// SPDX-License-Identifier: GPL-2.0 OR MIT
// And it stays where it was declared.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

void consume(SpinGuard<int>) {}
void pass(SpinLock<int>& count) {
#if defined(WRONG)
  auto held = count.lock();
  consume(std::move(held));  // refused: call to deleted constructor of 'SpinGuard<int>'
#else
  consume(count.lock());
#endif
}
