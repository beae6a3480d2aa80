// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/error.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace error_example {

using namespace ferrule::kernel;

constexpr u32 kMost = 65536;

#include "examples/error-1.inc"

inline Result<u32> count(u32& seen) {
#include "examples/error-2.inc"
  seen = pages;
  return pages;
}

inline Result<> run(Test& test) MAY_SLEEP {
  u32 seen = 0;
  TRY(const u32 pages, count(seen));
  test.expect_eq(pages, 2U);
  test.expect_eq(seen, 2U);
  test.expect_error(pages_of(kMost + 1), errors::E2BIG);
  return ok();
}

}  // namespace error_example
