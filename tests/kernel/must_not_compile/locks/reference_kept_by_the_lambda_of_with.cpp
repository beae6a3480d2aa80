// SPDX-License-Identifier: GPL-2.0 OR MIT
// What with() shows is not kept in what the lambda captured.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

int value_of(SpinLock<int>& count) {
#if defined(WRONG)
  Option<int&> kept;
  count.with([&](int& value) {
    kept = value;  // refused by the checker: 'value' is kept in 'kept', which lives longer
  });
  return *kept;
#else
  Option<int> kept;
  count.with([&](int& value) { kept = value; });
  return *kept;
#endif
}
