// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/task.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace task_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/task-1.inc"
  test.expect(opener->is_same(*current()));
  test.expect(opener->pid() > 0);
  return ok();
}

}  // namespace task_example
