// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/cstring.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace cstring_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
  const u32 minor = 3;
  bool announced = false;
  const auto announce = [&](CStr name) { announced = name == CStr("blinky-3"); };
#include "examples/cstring-1.inc"
  test.expect(announced);
  return ok();
}

}  // namespace cstring_example
