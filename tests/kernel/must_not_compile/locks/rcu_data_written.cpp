// SPDX-License-Identifier: GPL-2.0 OR MIT
// Readers read.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"

using namespace ferrule::kernel;

void look(const RcuPointer<int>& shared) {
  auto reading = rcu::read_lock();
#if defined(WRONG)
  // refused below: no viable conversion from 'Option<const int &>' to 'const Option<int &>'
  const Option<int&> now = shared.get(reading);
#else
  const Option<const int&> now = shared.get(reading);
#endif
  static_cast<void>(now);
}
