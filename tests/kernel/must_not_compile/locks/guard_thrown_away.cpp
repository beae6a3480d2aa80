// SPDX-License-Identifier: GPL-2.0 OR MIT
// A guard that nobody names is gone at the semicolon.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<int> users;
  int generation GUARDED_BY(users);

  void bump() {
#if defined(WRONG)
    users.lock();  // refused: ignoring return value of function declared with 'nodiscard' attribute
    ++generation;  // refused: requires holding spinlock 'users'
#else
    auto held = users.lock();
    ++generation;
#endif
  }
};
