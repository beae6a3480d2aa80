// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/parse.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace parse_example {

using namespace ferrule::kernel;

inline Result<> check(Test& test, Str text) {
#include "examples/parse-1.inc"
  test.expect_eq(port, u16{80});
  test.expect_eq(offset, -120);
  return ok();
}

inline Result<> run(Test& test) MAY_SLEEP {
  TRYV(check(test, CStr("80").str()));
  TRYV(check(test, CStr("0x50\n").str()));
  TRYV(check(test, CStr("0120").str()));
  test.expect_error(check(test, CStr("65536").str()), errors::ERANGE);
  return ok();
}

}  // namespace parse_example
