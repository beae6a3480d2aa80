// SPDX-License-Identifier: GPL-2.0 OR MIT
// What comes from user space ends nothing but itself.
#include "ferrule/kernel/format.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

/// A format that nobody checked: what has no field is left out, and the end is found.
Result<> format_from_user_space(Test& test) MAY_SLEEP {
  const Array<CStr, 7> formats{CStr("no field"), CStr(""),      CStr("{"),           CStr("}{"),
                               CStr("{:"),       CStr("{:99x"), CStr("{{}} {} {} {")};
  for (const CStr format : formats) {
    Array<char, 64> storage{};
    FormatBuffer buffer(storage);
    format_to(buffer, format.str(), 1, 2);
    test.expect(buffer.needed() <= 300);
  }
  Array<char, 64> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, CStr("no field").str(), 1);
  test.expect(ferrule::equal(buffer.text(), CStr("no field").str()));
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(hostile, FERRULE_TEST_CASE(format_from_user_space));
