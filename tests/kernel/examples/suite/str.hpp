// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/str.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace str_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/str-1.inc"
  test.expect_eq(port.size(), usize{5});
  test.expect(equal(kind, CStr("tty").str()));
  return ok();
}

}  // namespace str_example
