// SPDX-License-Identifier: GPL-2.0 OR MIT
// The temporary owner is gone at the end of the line.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

u32 look(const Arc<u32>& shared) {
#if defined(WRONG)
  // refused below: will be destroyed at the end of the full-expression
  const ArcBorrow<u32> borrowed = shared.clone().borrow();
  return *borrowed;
#else
  const Arc<u32> mine = shared.clone();
  return *mine.borrow();
#endif
}
