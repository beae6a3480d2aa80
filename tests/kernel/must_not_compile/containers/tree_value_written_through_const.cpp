// SPDX-License-Identifier: GPL-2.0 OR MIT
// The values of a tree that is const are const.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rbtree.hpp"

using namespace ferrule::kernel;

u32 sum(const RbTree<u32, u32>& tree) {
  u32 all = 0;
  for (const auto entry : tree.lower_bound(7)) {
    all += entry.value();
#if defined(WRONG)
    entry.value() = 0;  // refused: cannot assign to return value
#endif
  }
  return all;
}
