// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/alloc.hpp"

#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"
#include "ferrule/kernel/vec.hpp"

namespace alloc_example {

using namespace ferrule::kernel;

struct Entry {
  explicit Entry(u32 given) : number{given} {}
  u32 number;
};

inline Result<> run(Test& test) MAY_SLEEP {
  KVec<u32> numbers;
#include "examples/alloc-1.inc"
  test.expect_eq(numbers[0], 7U);
  test.expect(numbers.capacity() >= 4096);
  return ok();
}

}  // namespace alloc_example
