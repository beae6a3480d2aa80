// SPDX-License-Identifier: GPL-2.0 OR MIT
// ACQUIRED_AFTER is kept everywhere.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  Mutex<int> first;
  Mutex<int> second ACQUIRED_AFTER(first);

  void add() MAY_SLEEP {
#if defined(WRONG)
    auto b = second.lock();
    auto a = first.lock();  // refused: mutex 'first' must be acquired before 'second'
#else
    auto a = first.lock();
    auto b = second.lock();
#endif
    *b += *a;
  }
};
