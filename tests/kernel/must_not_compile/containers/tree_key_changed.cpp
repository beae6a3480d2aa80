// SPDX-License-Identifier: GPL-2.0 OR MIT
// A key in a tree stays: the order depends on it.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rbtree.hpp"

using namespace ferrule::kernel;

void renumber(RbTree<u32, u64>& tree) {
  for (auto entry : tree) {
    entry.value() += 1;
#if defined(WRONG)
    // refused below: cannot assign to return value because function 'key' returns a const value
    entry.key() += 1;
#endif
  }
}
