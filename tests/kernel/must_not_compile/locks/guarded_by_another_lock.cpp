// SPDX-License-Identifier: GPL-2.0 OR MIT
// Another lock does not do.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<int> users;
  SpinLock<int> events;
  int generation GUARDED_BY(users);

  int now() {
#if defined(WRONG)
    auto held = events.lock();
#else
    auto held = users.lock();
#endif
    return generation;  // refused: reading variable 'generation' requires holding spinlock 'users'
  }
};
