// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/spin_lock.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace spin_lock_example {

using namespace ferrule::kernel;

struct Counters {
  u32 packets = 0;
};

inline Result<> run(Test& test) MAY_SLEEP {
  const SpinLock<Counters> counters(FERRULE_LOCK_CLASS("counters"));
  const SpinLock<u32> errors_seen(FERRULE_LOCK_CLASS("errors_seen"), 4U);
#include "examples/spin_lock-1.inc"
  {
#include "examples/spin_lock-2.inc"
  }
  test.expect_eq(counters.with([](const Counters& now) { return now.packets; }), 5U);
  return ok();
}

}  // namespace spin_lock_example
