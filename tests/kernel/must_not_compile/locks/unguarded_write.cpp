// SPDX-License-Identifier: GPL-2.0 OR MIT
// A field that is guarded is written with the lock held.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Device {
  Mutex<int> users;
  int generation GUARDED_BY(users);

  void reset() MAY_SLEEP {
#if defined(WRONG)
    // refused below: writing variable 'generation' requires holding mutex 'users' exclusively
    generation = 0;
#else
    auto held = users.lock();
    generation = *held;
#endif
  }
};
