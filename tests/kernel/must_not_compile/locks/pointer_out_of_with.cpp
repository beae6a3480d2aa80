// SPDX-License-Identifier: GPL-2.0 OR MIT
// A pointer is no value.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

bool is_there(SpinLock<int>& count) {
#if defined(WRONG)
  // refused below: no matching member function for call to 'with'
  return count.with([](int& value) { return &value; }) != nullptr;
#else
  return count.with([](int& value) { return value != 0; });
#endif
}
