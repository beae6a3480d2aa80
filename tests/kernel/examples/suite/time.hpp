// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/time.hpp"

#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace time_example {

using namespace ferrule::kernel;

inline Result<> run(Test& test) MAY_SLEEP {
  const Completion done;
  done.complete();
#include "examples/time-1.inc"
  test.expect(start.elapsed() < 250_ms);
  return ok();
}

}  // namespace time_example
