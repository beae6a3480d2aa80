// SPDX-License-Identifier: GPL-2.0 OR MIT
// And read with it held.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Device {
  SpinLock<int> users;
  int generation GUARDED_BY(users);

  int now() {
#if defined(WRONG)
    return generation;  // refused: reading variable 'generation' requires holding spinlock 'users'
#else
    auto held = users.lock();
    return generation;
#endif
  }
};
