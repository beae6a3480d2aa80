// SPDX-License-Identifier: GPL-2.0 OR MIT
// A node is made before the tree is locked.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rbtree.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

Result<> enter(SpinLock<RbTree<u32, u64>>& tree) MAY_SLEEP {
  TRY(auto node, RbNode<u32, u64>::make(GFP_KERNEL, 1, 2));
  auto held = tree.lock();
#if defined(WRONG)
  TRYV(held->insert(1, 2, GFP_KERNEL));  // refused: while atomic context 'atomic_context' is held
#endif
  const auto replaced = held->insert(std::move(node));
  return ok();
}
