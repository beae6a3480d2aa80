// SPDX-License-Identifier: GPL-2.0 OR MIT
// A class that holds a guard would outlive the scope.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
struct Keeper {
  SpinGuard<int> held;  // refused by the checker: field 'held' borrows
};
#else
struct Keeper {
  int copied = 0;
};
#endif
int size() { return sizeof(Keeper); }
