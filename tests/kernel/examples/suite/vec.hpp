// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/vec.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace vec_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
  u32 sum = 0;
#include "examples/vec-1.inc"
  test.expect_eq(sum, 15U);
  test.expect(numbers.capacity() >= 100);
  return ok();
}

}  // namespace vec_example
