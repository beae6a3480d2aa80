// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nor is a view.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

int first(SpinLock<Array<int, 4>>& table) {
#if defined(WRONG)
  // refused below: no matching member function for call to 'with'
  const auto all = table.with([](Array<int, 4>& values) { return Span<const int>(values); });
  return all[0];
#else
  return table.with([](Array<int, 4>& values) { return values[0]; });
#endif
}
