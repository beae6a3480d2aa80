// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/user_types.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace user_types_example {

using namespace ferrule::kernel;

#include "examples/user_types-1.inc"

inline Result<> run(Test& test) MAY_SLEEP {
  test.expect_eq(sizeof(Padded), sizeof(u32) + sizeof(u64) + 4);
  return ok();
}

}  // namespace user_types_example
