// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/vocabulary.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace vocabulary_example {

using namespace ferrule::kernel;

struct Port {
  bool works;
  u32 users = 0;
};

inline Result<> switch_on(const Port& port) {
  if (!port.works) {
    return Err{errors::EIO};
  }
  return ok();
}

inline Result<> use(Port& port) {
#include "examples/vocabulary-1.inc"
  return ok();
}

inline Result<> run(Test& test) MAY_SLEEP {
  Port broken{.works = false};
  test.expect_error(use(broken), errors::EIO);
  test.expect_eq(broken.users, 0U);
  Port fine{.works = true};
  TRYV(use(fine));
  test.expect_eq(fine.users, 1U);
  return ok();
}

}  // namespace vocabulary_example
