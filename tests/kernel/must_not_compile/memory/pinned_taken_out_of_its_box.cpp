// SPDX-License-Identifier: GPL-2.0 OR MIT
// into_inner() would move it.
#include "ferrule/kernel/box.hpp"
#include "tests/kernel/must_not_compile/memory/pinned64.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
using Held = Pinned64;
#else
using Held = u64;
#endif
auto take(KBox<Held> box) {
  return std::move(box).into_inner();  // refused: invalid reference to function 'into_inner'
}
