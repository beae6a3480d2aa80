// SPDX-License-Identifier: GPL-2.0 OR MIT
// A lock is not ended under its guard.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

int replace(KBox<Mutex<int>> count, KBox<Mutex<int>> other) MAY_SLEEP {
#if defined(WRONG)
  auto held = count->lock();
  count = std::move(other);
  // refused by the checker below: 'held' is used after what it borrows was changed or ended
  return *held;
#else
  count = std::move(other);
  auto held = count->lock();
  return *held;
#endif
}
