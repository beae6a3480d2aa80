// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/condvar.hpp"

#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace condvar_example {

using namespace ferrule::kernel;

class Queue {
 public:
  void push(u32 entry) {
    last_ = entry;
    ++size_;
  }
  u32 pop() {
    --size_;
    return last_;
  }
  bool empty() const { return size_ == 0; }

 private:
  u32 last_ = 0;
  u32 size_ = 0;
};

#include "examples/condvar-1.inc"

inline Result<u32> wait_with_a_guard(const KBox<Device>& device) MAY_SLEEP {
#include "examples/condvar-4.inc"
  return queue->pop();
}

inline Result<> run(Test& test) MAY_SLEEP {
  TRY(const auto device, KBox<Device>::pin_init(Device::init(), GFP_KERNEL));
#include "examples/condvar-2.inc"
#include "examples/condvar-3.inc"
  test.expect_eq(entry, 7U);
  device->queue.with([](Queue& queue) { queue.push(8); });
  TRY(const u32 next, wait_with_a_guard(device));
  test.expect_eq(next, 8U);
  return ok();
}

}  // namespace condvar_example
