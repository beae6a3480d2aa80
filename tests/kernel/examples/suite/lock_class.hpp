// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/lock_class.hpp"

#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace lock_class_example {

using namespace ferrule::kernel;

struct Queue {
  u32 size = 3;
};

inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/lock_class-1.inc"
  StackPin<Mutex<Queue>> other;
  TRYV(other.init(recipe));
  test.expect_eq(queue.with([](Queue& held) { return ++held.size; }), 4U);
  test.expect_eq(other->with([](const Queue& held) { return held.size; }), 3U);
  return ok();
}

}  // namespace lock_class_example
