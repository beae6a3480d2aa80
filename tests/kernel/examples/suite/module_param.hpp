// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/module_param.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"
#include "ferrule/kernel/time.hpp"

namespace module_param_example {

using namespace ferrule::kernel;

#include "examples/module_param-1.inc"

inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/module_param-2.inc"
  // What the steps of the test give to insmod.
  test.expect_eq(interval, 7_ms);
  return ok();
}

}  // namespace module_param_example
