// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/timer.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace timer_example {

using namespace ferrule::kernel;

class Led {
 public:
  void toggle() const { toggled_.fetch_add(1); }
  u32 toggled() const { return toggled_.load(); }

 private:
  Atomic<u32> toggled_{0};
};

#include "examples/timer-1.inc"

#include "examples/timer-2.inc"

inline Result<> run(Test& test) MAY_SLEEP {
  TRY(const auto led, Arc<Led>::make(GFP_KERNEL));
  TRY(const auto device, KBox<Device>::pin_init(Device::init(led.clone()), GFP_KERNEL));
#include "examples/timer-3.inc"
  for (u32 i = 0; i < 500 && led->toggled() < 2; ++i) {
    msleep(10_ms);
  }
  test.expect(led->toggled() >= 2);
  return ok();
}

}  // namespace timer_example
