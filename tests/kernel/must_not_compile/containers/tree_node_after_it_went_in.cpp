// SPDX-License-Identifier: GPL-2.0 OR MIT
// A node in a tree is the tree's.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rbtree.hpp"

using namespace ferrule::kernel;

u32 enter(RbTree<u32, u64>& tree, RbNode<u32, u64> node) {
  u32 key = node.key();
  const auto replaced = tree.insert(std::move(node));
#if defined(WRONG)
  key += node.key();  // refused by the checker: moved
#endif
  return key;
}
