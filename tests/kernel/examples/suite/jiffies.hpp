// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/jiffies.hpp"

#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"
#include "ferrule/kernel/time.hpp"

namespace jiffies_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
  const Completion done;
  done.complete();
#include "examples/jiffies-1.inc"
  test.expect_eq(patience, Jiffies(1500_ms));
  test.expect(!done.done());
  return ok();
}

}  // namespace jiffies_example
