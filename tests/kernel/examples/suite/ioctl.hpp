// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/ioctl.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace ioctl_example {

using namespace ferrule::kernel;

struct Limits {
  u32 least;
  u32 most;
};

#include "examples/ioctl-1.inc"

inline Result<> run(Test& test) MAY_SLEEP {
  test.expect_eq(kGetLimits, 0x8008'6601U);
  test.expect_eq(ioctl_size(kGetLimits), sizeof(Limits));
  return ok();
}

}  // namespace ioctl_example
