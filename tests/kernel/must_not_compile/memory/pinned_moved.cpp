// SPDX-License-Identifier: GPL-2.0 OR MIT
// An object that must not move does not.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/init.hpp"
#include "tests/kernel/must_not_compile/memory/pinned64.hpp"

using namespace ferrule::kernel;

u64 read(KBox<Pinned64>& box) {
#if defined(WRONG)
  Pinned64 moved = std::move(*box);  // refused: call to deleted constructor of 'Pinned64'
  return moved.value();
#else
  return box->value();
#endif
}
