// SPDX-License-Identifier: GPL-2.0 OR MIT
// Cases that pass when they get their memory. With refuse_memory=1 the two that mistake a refusal
// for something else have to fail, and the others have to pass.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

Result<> a_refusal_is_told_as_it_is(Test& test) MAY_SLEEP {
  TRY(const KBox<u32> number, KBox<u32>::make(GFP_KERNEL, 4U));
  test.expect_eq(*number, 4U);
  return ok();
}

Result<> a_refusal_becomes_another_error(Test& test) MAY_SLEEP {
  const auto number = KBox<u32>::make(GFP_KERNEL, 4U);
  if (!number) {
    return Err{errors::EIO};
  }
  test.expect_eq(**number, 4U);
  return ok();
}

Result<> what_is_expected_after_a_refusal_does_not_count(Test& test) MAY_SLEEP {
  test.expect(KBox<u32>::make(GFP_KERNEL, 4U).has_value());
  return ok();
}

FERRULE_SYNC constinit Atomic<u32> begun{0};

Result<> a_refusal_leaves_something_behind(Test& test) MAY_SLEEP {
  test.expect_eq(begun.load(), 0U);
  begun.store(1);
  TRY(const KBox<u32> number, KBox<u32>::make(GFP_KERNEL, 4U));
  test.expect_eq(*number, 4U);
  begun.store(0);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(planted_suite, FERRULE_TEST_CASE(a_refusal_is_told_as_it_is),
                   FERRULE_TEST_CASE(a_refusal_becomes_another_error),
                   FERRULE_TEST_CASE(what_is_expected_after_a_refusal_does_not_count),
                   FERRULE_TEST_CASE(a_refusal_leaves_something_behind));
