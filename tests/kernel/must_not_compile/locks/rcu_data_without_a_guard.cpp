// SPDX-License-Identifier: GPL-2.0 OR MIT
// There is no reading without a section.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

int look(const RcuPointer<int>& shared) {
#if defined(WRONG)
  const Option<const int&> now = shared.get();  // refused: too few arguments to function call
  return now ? *now : 0;
#else
  return shared.with([](const int& now) { return now; }).value_or(0);
#endif
}
