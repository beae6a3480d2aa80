// SPDX-License-Identifier: GPL-2.0 OR MIT
// What was found may be gone when the tree was changed.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rbtree.hpp"

using namespace ferrule::kernel;

u64 last_value(RbTree<u32, u64>& tree) {
  auto found = tree.find(1);
  const u64 value = found ? *found : 0;
  tree.clear();
#if defined(WRONG)
  return value + *found;  // refused by the checker: is used after
#else
  return value;
#endif
}
