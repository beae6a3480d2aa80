// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/aref.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/task.hpp"
#include "ferrule/kernel/test.hpp"

namespace aref_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/aref-1.inc"
  test.expect(opener.is_same(other));
  test.expect(opener->is_same(*current()));
  return ok();
}

}  // namespace aref_example
