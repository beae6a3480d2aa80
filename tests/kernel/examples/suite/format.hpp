// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/format.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace format_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
  Array<char, 32> storage{};
#include "examples/format-1.inc"
  test.expect(equal(out.text(), CStr("3 of 0xbeef, |wide  |").str()));
  return ok();
}

}  // namespace format_example
