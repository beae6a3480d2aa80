// SPDX-License-Identifier: GPL-2.0 OR MIT
// A tree is not changed while one goes through it.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rbtree.hpp"

using namespace ferrule::kernel;

u32 take_from(RbTree<u32, u32>& tree, u32 least) {
  u32 last = 0;
#if defined(WRONG)
  for (const auto entry : tree.lower_bound(least)) {  // refused by the checker: is used after
    last = entry.value();
    const auto taken = tree.remove(last);
  }
#else
  for (const auto entry : tree.lower_bound(least)) {
    last = entry.value();
  }
  const auto taken = tree.remove(last);
#endif
  return last;
}
