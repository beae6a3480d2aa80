// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/init.hpp"

#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace init_example {

using namespace ferrule::kernel;

struct Queue {
  u32 size = 3;
};
struct Page {
  Array<u8, 64> bytes{};
};

#include "examples/init-1.inc"

inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/init-2.inc"
  test.expect_eq(device->minor, 7U);
  test.expect_eq(device->queue.with([](const Queue& queue) { return queue.size; }), 3U);
  test.expect_eq(device->page->bytes[63], u8{0});
  return ok();
}

}  // namespace init_example
