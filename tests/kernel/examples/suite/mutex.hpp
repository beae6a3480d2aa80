// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/mutex.hpp"

#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace mutex_example {

using namespace ferrule::kernel;

class Queue {
 public:
  void push(u32 entry) { sum_ += entry; }
  Result<> push_if_room(u32 entry) {
    push(entry);
    return ok();
  }
  u32 sum() const { return sum_; }

 private:
  u32 sum_ = 0;
};

#include "examples/mutex-1.inc"

inline Result<> add_with_a_guard(const KBox<Device>& device) MAY_SLEEP {
#include "examples/mutex-2.inc"
  return ok();
}

inline Result<> run(Test& test) MAY_SLEEP {
  TRY(const auto device, KBox<Device>::pin_init(Device::init(), GFP_KERNEL));
  device->add(7);
  TRYV(add_with_a_guard(device));
  test.expect_eq(device->queue.with([](const Queue& queue) { return queue.sum(); }), 15U);
  return ok();
}

}  // namespace mutex_example
