// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/once.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace once_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
  // test/use_examples looks into the log, where only the first is.
  for (u32 command = 0x40; command < 0x43; ++command) {
#include "examples/once-1.inc"
  }
  const Once once;
  test.expect(once.first());
  test.expect(!once.first());
  return ok();
}

}  // namespace once_example
