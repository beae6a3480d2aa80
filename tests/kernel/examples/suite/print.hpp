// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/print.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace print_example {

using namespace ferrule::kernel;

inline Result<> run(Test&) MAY_SLEEP {
  // test/use_examples looks into the log.
#include "examples/print-1.inc"
#include "examples/print-2.inc"
  return ok();
}

}  // namespace print_example
