// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/rcu.hpp"

#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace rcu_example {

using namespace ferrule::kernel;

struct Config {
  explicit Config(u32 given) : limit{given} {}
  u32 limit;
};

inline Result<> run(Test& test) MAY_SLEEP {
  TRY(auto first, KBox<Config>::make(GFP_KERNEL, 1U));
  const RcuPointer<Config> config(std::move(first));
#include "examples/rcu-1.inc"
#include "examples/rcu-2.inc"
  test.expect_eq(limit.value_or(0), 100U);
  {
#include "examples/rcu-3.inc"
    test.expect(now && now->limit == 100);
  }
  return ok();
}

}  // namespace rcu_example
