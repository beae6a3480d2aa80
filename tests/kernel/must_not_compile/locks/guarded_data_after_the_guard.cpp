// SPDX-License-Identifier: GPL-2.0 OR MIT
// The lock is held as long as its guard lives.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<int> users;
  int generation GUARDED_BY(users);

  int now() {
    {
      auto held = users.lock();
      *held = 1;
#if !defined(WRONG)
      return generation;
#endif
    }
#if defined(WRONG)
    return generation;  // refused: reading variable 'generation' requires holding spinlock 'users'
#endif
  }
};
