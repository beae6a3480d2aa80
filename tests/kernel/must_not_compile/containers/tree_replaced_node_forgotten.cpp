// SPDX-License-Identifier: GPL-2.0 OR MIT
// insert() may give another node back, which ends here or later.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rbtree.hpp"

using namespace ferrule::kernel;

void enter(RbTree<u32, u64>& tree, RbNode<u32, u64> node) {
#if defined(WRONG)
  tree.insert(std::move(node));  // refused: ignoring return value
#else
  const auto replaced = tree.insert(std::move(node));
#endif
}
