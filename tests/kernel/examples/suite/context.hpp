// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/context.hpp"

#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"
#include "ferrule/kernel/time.hpp"
#include "ferrule/kernel/vec.hpp"

namespace context_example {

using namespace ferrule::kernel;

using Queue = KVec<u32>;

#include "examples/context-1.inc"

inline Result<> run(Test& test) MAY_SLEEP {
  const Mutex<Queue> queue(FERRULE_LOCK_CLASS("queue"));
  const Instant start = Instant::now();
  TRYV(add(queue, 7));
  test.expect(start.elapsed() >= 1_ms);
  test.expect_eq(queue.with([](const Queue& held) { return held[0]; }), 7U);
  return ok();
}

}  // namespace context_example
