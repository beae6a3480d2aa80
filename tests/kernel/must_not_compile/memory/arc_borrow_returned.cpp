// SPDX-License-Identifier: GPL-2.0 OR MIT
// A borrow does not outlive the owner it came from.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
ArcBorrow<u32> look(const Arc<u32>& shared) {
  const Arc<u32> mine = shared.clone();
  return mine.borrow();  // refused: stack memory associated with local variable 'mine' returned
}
#else
u32 look(const Arc<u32>& shared) {
  const Arc<u32> mine = shared.clone();
  return *mine.borrow();
}
#endif
