// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/completion.hpp"

#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace completion_example {

using namespace ferrule::kernel;

#include "examples/completion-1.inc"

inline void start(Completer completer) { completer.complete(); }

inline Result<> run(Test& test) MAY_SLEEP {
  TRY(const auto transfer, KBox<Transfer>::make(GFP_KERNEL));
#include "examples/completion-2.inc"
  test.expect(transfer->done.done());
#include "examples/completion-3.inc"
  test.expect(!transfer->done.done());
#include "examples/completion-4.inc"
  return ok();
}

}  // namespace completion_example
