// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/delay.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/test.hpp"
#include "ferrule/kernel/time.hpp"

namespace delay_example {

using namespace ferrule::kernel;

struct Registers {
  u32 control = 0;
};

inline Result<> run(Test& test) MAY_SLEEP {
  const SpinLock<Registers> registers(FERRULE_LOCK_CLASS("registers"));
  const Instant start = Instant::now();
#include "examples/delay-1.inc"
  test.expect(start.elapsed() >= 20_ms);
  return ok();
}

}  // namespace delay_example
