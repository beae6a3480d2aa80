// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/list.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace list_example {

using namespace ferrule::kernel;

#include "examples/list-1.inc"

inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/list-2.inc"
  test.expect(next && (*next)->sector == 9 && waiting.empty());
  for (const u64 sector : Array<u64, 3>{1, 2, 3}) {
    TRY(auto made, KBox<Request>::make(GFP_KERNEL, sector));
    waiting.push_back(std::move(made));
  }
#include "examples/list-3.inc"
  u64 odd = 0;
  for (const Request& each : waiting) {
    odd = odd * 10 + each.sector;
  }
  test.expect_eq(odd, u64{13});
  return ok();
}

}  // namespace list_example
