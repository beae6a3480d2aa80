// SPDX-License-Identifier: GPL-2.0 OR MIT
// What a header of the C++ library calls, clang's analysis does not see.
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#if defined(WRONG)
#include <tuple>  // refused by the checker: [ferrule-door]
#endif

using namespace ferrule::kernel;

void add(const SpinLock<u32>& counter) {
  auto held = counter.lock();
#if defined(WRONG)
  std::apply([](u32 more) MAY_SLEEP { msleep(Duration::milliseconds(more)); }, std::tuple(u32{1}));
#endif
  *held += 1;
}
