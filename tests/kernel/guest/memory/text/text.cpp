// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bstr.hpp"
#include "ferrule/kernel/cstring.hpp"
#include "ferrule/kernel/parse.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

template <typename... Args>
bool gives(CStr expected, FormatString<std::type_identity_t<Args>...> format, const Args&... args) {
  Array<char, 96> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, format.text(), args...);
  return ferrule::equal(buffer.text(), expected.str()) && buffer.needed() == expected.size();
}

Result<> every_width_of_number(Test& test) MAY_SLEEP {
  test.expect(gives("255 -128 127", "{} {} {}", u8{255}, static_cast<i8>(-128), i8{127}));
  test.expect(gives("65535 -32768", "{} {}", u16{65535}, static_cast<i16>(-32768)));
  test.expect(gives("4294967295 -2147483648", "{} {}", ~u32{0}, static_cast<i32>(1U << 31U)));
  test.expect(gives("ff 0xFF 0o17 0b101 0b00000101", "{:x} {:#X} {:#o} {:#b} {:#010b}", 255, 255,
                    15, 5, 5));
  test.expect(gives("-00a|  -a|-0x00a", "{:04x}|{:4x}|{:#06x}", -10, -10, -10));
  return ok();
}

Result<> other_types(Test& test) MAY_SLEEP {
  test.expect(gives("true false x", "{} {} {}", true, false, 'x'));
  test.expect(gives("ab   |true |x  |", "{:5}|{:5}|{:3}|", CStr("ab"), true, 'x'));
  test.expect(gives("-EINVAL -ENOMEM", "{} {}", errors::EINVAL, errors::ENOMEM));
  return ok();
}

Result<> pointers_are_hashed(Test& test) MAY_SLEEP {
  const u32 object = 0;
  TRY(const CString shown, CString::format(GFP_KERNEL, "{}", &object));
  TRY(const CString again, CString::format(GFP_KERNEL, "{}", &object));
  test.expect_eq(shown.size(), usize{16});
  test.expect(shown.view() == again.view());
  // The kernel's half of the address space begins with ff; a hash begins with eight zeros.
  test.expect(shown.view().str()[0] != 'f');
  return ok();
}

Result<> what_cannot_be_printed_is_escaped(Test& test) MAY_SLEEP {
  const Array<u8, 7> bytes{'a', 0, '\n', 0xff, '\\', 0x7f, '~'};
  test.expect(gives("a\\x00\\n\\xff\\\\\\x7f~", "{}", BStr(bytes.span())));
  test.expect(gives("\\t\\r  |", "{:6}|", BStr(CStr("\t\r").str())));
  return ok();
}

Result<> a_cstring_is_as_long_as_it_must(Test& test) MAY_SLEEP {
  TRY(const CString text, CString::format(GFP_KERNEL, "{:200}|{}", CStr("x"), 7));
  test.expect_eq(text.size(), usize{202});
  test.expect_eq(text.view().str()[201], '7');
  TRY(const CString copy, CString::copy_of(CStr("blinky").str(), GFP_ATOMIC));
  test.expect(copy.view() == CStr("blinky"));
  test.expect(gives("<blinky>", "<{}>", copy));
  TRY(const CString empty, CString::copy_of(Str{}, GFP_KERNEL));
  test.expect_eq(empty.size(), usize{0});
  return ok();
}

Result<> a_nul_inside_is_refused(Test& test) MAY_SLEEP {
  const Array<char, 3> text{'a', '\0', 'b'};
  test.expect_error(CString::copy_of(text.span(), GFP_KERNEL), errors::EINVAL);
  test.expect_error(CString::format(GFP_KERNEL, "{}", '\0'), errors::EINVAL);
  return ok();
}

template <typename T>
bool parses(CStr text, T expected, u32 base = 0) {
  const Result<T> value = parse<T>(text.str(), base);
  return value && *value == expected;
}
template <typename T>
bool refuses(CStr text, Error expected, u32 base = 0) {
  const Result<T> value = parse<T>(text.str(), base);
  return !value && value.error() == expected;
}

Result<> numbers_are_parsed_as_the_kernel_does(Test& test) MAY_SLEEP {
  test.expect(parses<u32>("42", 42) && parses<u32>("0x2A\n", 42) && parses<u32>("052", 42));
  test.expect(parses<u32>("+7", 7) && parses<u32>("2a", 42, 16) && parses<u32>("0x2a", 42, 16));
  test.expect(parses<i64>("-9223372036854775808", static_cast<i64>(u64{1} << 63U)));
  test.expect(parses<u64>("18446744073709551615", ~u64{0}));
  test.expect(parses<u8>("0", 0) && parses<i8>("-128", static_cast<i8>(-128)));
  test.expect(refuses<u8>("256", errors::ERANGE) && refuses<i8>("128", errors::ERANGE));
  test.expect(refuses<u64>("18446744073709551616", errors::ERANGE));
  test.expect(refuses<u32>("-1", errors::EINVAL) && refuses<u32>("", errors::EINVAL));
  test.expect(refuses<u32>("4 2", errors::EINVAL) && refuses<u32>("7\n\n", errors::EINVAL));
  test.expect(refuses<u32>("0x", errors::EINVAL) && refuses<u32>("089", errors::EINVAL));
  return ok();
}

Result<> bools_are_parsed_as_the_kernel_does(Test& test) MAY_SLEEP {
  const Result<bool> on = parse_bool(CStr("on").str());
  const Result<bool> off = parse_bool(CStr("Off\n").str());
  const Result<bool> yes = parse_bool(CStr("Y").str());
  test.expect(on && *on && off && !*off && yes && *yes);
  test.expect_error(parse_bool(CStr("ox").str()), errors::EINVAL);
  test.expect_error(parse_bool(Str{}), errors::EINVAL);
  return ok();
}

static_assert(*parse<u16>(CStr("0xffff").str()) == 0xffff);

}  // namespace

FERRULE_TEST_SUITE(text, FERRULE_TEST_CASE(every_width_of_number), FERRULE_TEST_CASE(other_types),
                   FERRULE_TEST_CASE(pointers_are_hashed),
                   FERRULE_TEST_CASE(what_cannot_be_printed_is_escaped),
                   FERRULE_TEST_CASE(a_cstring_is_as_long_as_it_must),
                   FERRULE_TEST_CASE(a_nul_inside_is_refused),
                   FERRULE_TEST_CASE(numbers_are_parsed_as_the_kernel_does),
                   FERRULE_TEST_CASE(bools_are_parsed_as_the_kernel_does));
