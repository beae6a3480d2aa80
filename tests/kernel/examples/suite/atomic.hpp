// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/atomic.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace atomic_example {

using namespace ferrule::kernel;

enum class State : u8 { kIdle, kBusy };

inline Result<> run(Test& test) MAY_SLEEP {
  const Atomic<State> state{State::kIdle};
  u32 started = 0;
  const auto start = [&] { ++started; };
  for (u32 i = 0; i < 2; ++i) {
#include "examples/atomic-1.inc"
    test.expect_eq(packets.load(), u64{1});
  }
  test.expect_eq(started, 1U);
  test.expect(state.load() == State::kBusy);
  return ok();
}

}  // namespace atomic_example
