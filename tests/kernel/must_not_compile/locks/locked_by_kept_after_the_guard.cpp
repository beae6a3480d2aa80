// SPDX-License-Identifier: GPL-2.0 OR MIT
// It is open as long as the owner is held.
#include "ferrule/kernel/locked_by.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Directory {
  int files = 0;
};
#if defined(WRONG)
int& read(LockedBy<int, Directory>& size,
          Mutex<Directory>& directory FERRULE_LIFETIMEBOUND) MAY_SLEEP {
  auto held = directory.lock();
  // refused below: reference to stack memory associated with local variable 'held' returned
  return size.access(*held);
}
#else
int read(LockedBy<int, Directory>& size, Mutex<Directory>& directory) MAY_SLEEP {
  auto held = directory.lock();
  return size.access(*held);
}
#endif
