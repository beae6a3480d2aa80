// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/refcount.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace refcount_example {

using namespace ferrule::kernel;

class Object {
 public:
  Refcount count;

  void end() { ++ends_; }
  u32 ends() const { return ends_; }

 private:
  u32 ends_ = 0;
};

inline Result<> run(Test& test) MAY_SLEEP {
  Object object;
#include "examples/refcount-1.inc"
  test.expect_eq(object.ends(), 0U);
  test.expect(object.count.dec_and_test());
  return ok();
}

}  // namespace refcount_example
