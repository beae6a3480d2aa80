// SPDX-License-Identifier: GPL-2.0 OR MIT
// const reaches the object.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
void set(const KBox<u32>& box) {
  *box = 5;  // refused: cannot assign to return value
}
#else
void set(KBox<u32>& box) { *box = 5; }
#endif
