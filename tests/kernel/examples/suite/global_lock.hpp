// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/global_lock.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace global_lock_example {

using namespace ferrule::kernel;

struct Registry {
  u32 entries = 0;
};

#include "examples/global_lock-1.inc"

inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/global_lock-2.inc"
  test.expect_eq(registry.with([](const Registry& all) { return all.entries; }), 1U);
  test.expect_eq(total.with([](const u64& now) { return now; }), u64{42});
  return ok();
}

}  // namespace global_lock_example
