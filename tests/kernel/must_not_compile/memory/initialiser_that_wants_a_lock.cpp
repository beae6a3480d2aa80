// SPDX-License-Identifier: GPL-2.0 OR MIT
// Whoever runs an initialiser holds no lock for it.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Counter {
  Mutex<int> lock;
  u32 count GUARDED_BY(lock);
};

Result<> build(Counter& counter) MAY_SLEEP {
  StackPin<u32> place;
#if defined(WRONG)
  const auto init = [&](Slot<u32>& slot) FERRULE_MUST_HOLD(counter.lock) -> Result<> {
    slot.emplace(counter.count);
    return ok();
  };
#else
  const auto init = [&](Slot<u32>& slot) MAY_SLEEP -> Result<> {
    auto held = counter.lock.lock();
    slot.emplace(counter.count);
    return ok();
  };
#endif
  return place.init(init);  // refused: requires holding mutex
}
