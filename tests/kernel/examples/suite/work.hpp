// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/work.hpp"

#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace work_example {

using namespace ferrule::kernel;

class Pool {
 public:
  void refill() const { refilled_.complete(); }
  Result<> wait() const MAY_SLEEP { return refilled_.wait_timeout(5_s); }

 private:
  Completion refilled_;
};

#include "examples/work-1.inc"

#include "examples/work-2.inc"

inline Result<> run(Test& test) MAY_SLEEP {
  TRY(const auto pool, Arc<Pool>::make(GFP_KERNEL));
  TRY(const auto device, KBox<Device>::pin_init(Device::init(pool), GFP_KERNEL));
  TRY(const auto queue, Queue::make("ferrule_example"));
#include "examples/work-3.inc"
#include "examples/work-4.inc"
  for (u32 i = 0; i < 3; ++i) {
    test.expect(pool->wait().has_value());
  }
  return ok();
}

}  // namespace work_example
