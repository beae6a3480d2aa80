// SPDX-License-Identifier: GPL-2.0 OR MIT
// What a test says of expectations that do not hold. They are those of tests in the tests, so that
// the suite passes.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

/// Has no Formatter.
struct Plain {
  u32 number;
  bool operator==(const Plain&) const = default;
};

Result<> what_holds_is_not_told(Test& test) MAY_SLEEP {
  Test inner;
  inner.expect(true);
  inner.expect_eq(7, 7);
  inner.expect_error(Result<u32>(Err{errors::EIO}), errors::EIO);
  test.expect(!inner.failed());
  return ok();
}

Result<> what_differs_is_told(Test& test) MAY_SLEEP {
  Test numbers;
  numbers.expect_eq(41U, 42U);
  test.expect(numbers.failed());
  Test texts;
  texts.expect_eq(CStr("this"), CStr("that"));
  test.expect(texts.failed());
  Test others;
  others.expect_eq(Plain{1}, Plain{2});
  test.expect(others.failed());
  return ok();
}

Result<> errors_are_told_by_name(Test& test) MAY_SLEEP {
  Test another;
  another.expect_error(Result<u32>(Err{errors::EBUSY}), errors::EIO);
  test.expect(another.failed());
  Test none;
  none.expect_error(Result<u32>(7U), errors::ENOENT);
  test.expect(none.failed());
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(expectations, FERRULE_TEST_CASE(what_holds_is_not_told),
                   FERRULE_TEST_CASE(what_differs_is_told),
                   FERRULE_TEST_CASE(errors_are_told_by_name));
