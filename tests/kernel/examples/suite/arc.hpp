// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/arc.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace arc_example {

using namespace ferrule::kernel;

class Table {
 public:
  void insert(u32 value) { last_ = value; }
  u32 last() const { return last_; }

 private:
  u32 last_ = 0;
};
struct Seen {
  u32 value = 0;
};

inline Result<> run(Test& test) MAY_SLEEP {
  Seen seen;
  const auto look = [&](ArcBorrow<Table> table) { seen.value = table->last(); };
#include "examples/arc-1.inc"
  test.expect_eq(seen.value, 7U);
  test.expect(table.is_same(other));
  return ok();
}

}  // namespace arc_example
