// SPDX-License-Identifier: GPL-2.0 OR MIT
// It is not made to hold another lock.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void swap(Mutex<int>& a, Mutex<int>& b) MAY_SLEEP {
  auto first = a.lock();
  auto second = b.lock();
#if defined(WRONG)
  first = second;  // refused: overload resolution selected deleted operator '='
#endif
  std::swap(*first, *second);
}
