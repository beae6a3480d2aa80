// SPDX-License-Identifier: GPL-2.0 OR MIT
// Two boxes would free the object twice.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

KBox<u32> pass(KBox<u32>& box) {
#if defined(WRONG)
  return box;  // refused: call to deleted constructor of 'KBox<u32>'
#else
  return std::move(box);
#endif
}
