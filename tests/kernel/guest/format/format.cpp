// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/format.hpp"

#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

/// Whether `format` gives `expected`.
template <typename... Args>
bool gives(Str expected, FormatString<std::type_identity_t<Args>...> format, const Args&... args) {
  Array<char, 64> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, format.text(), args...);
  return ferrule::equal(buffer.text(), expected);
}

Result<> numbers(Test& test) MAY_SLEEP {
  test.expect(gives(CStr("0").str(), "{}", 0));
  test.expect(gives(CStr("-9223372036854775808").str(), "{}", static_cast<i64>(1ull << 63)));
  test.expect(gives(CStr("18446744073709551615").str(), "{}", ~u64{0}));
  test.expect(gives(CStr("0x00ff 0xff   ff").str(), "{:#06x} {:#x} {:4x}", 255, 255, 255));
  return ok();
}

Result<> braces_and_text(Test& test) MAY_SLEEP {
  test.expect(gives(CStr("{a} true").str(), "{{{}}} {}", CStr("a"), true));
  test.expect(gives(CStr("plain").str(), "plain"));
  return ok();
}

Result<> what_does_not_fit_is_cut(Test& test) MAY_SLEEP {
  Array<char, 4> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, CStr("{}").str(), 123456);
  test.expect(ferrule::equal(buffer.text(), CStr("1234").str()));
  test.expect(buffer.truncated());
  return ok();
}

/// Without DEBUG nothing is left of the message, as in C.
Result<> debug_messages_cost_nothing(Test& test) MAY_SLEEP {
  u32 evaluated = 0;
  pr_debug("seen {}\n", ++evaluated);
  test.expect_eq(evaluated, 0U);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(format, FERRULE_TEST_CASE(numbers), FERRULE_TEST_CASE(braces_and_text),
                   FERRULE_TEST_CASE(what_does_not_fit_is_cut),
                   FERRULE_TEST_CASE(debug_messages_cost_nothing));
