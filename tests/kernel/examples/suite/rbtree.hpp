// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/rbtree.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/test.hpp"

namespace rbtree_example {

using namespace ferrule::kernel;

struct Session {
  u32 uses = 0;
};
using Sessions = RbTree<u32, Session>;

inline Result<> run(Test& test) MAY_SLEEP {
  const SpinLock<Sessions> sessions(FERRULE_LOCK_CLASS("sessions"));
  u32 uses = 0;
#include "examples/rbtree-1.inc"
  test.expect(!replaced);
  test.expect_eq(uses, 1U);
  return ok();
}

}  // namespace rbtree_example
