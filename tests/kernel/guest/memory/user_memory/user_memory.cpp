// SPDX-License-Identifier: GPL-2.0 OR MIT
// Addresses that are not the process's. That what is its own is read and written is shown with a
// device (user_copies), which a program talks to.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"
#include "ferrule/kernel/uaccess.hpp"

namespace {

using namespace ferrule::kernel;

struct Header {
  u32 kind;
  u16 length;
  Array<u8, 2> tag;
};

/// The first page, which is never mapped; the kernel's half; no address at all; the very end.
constexpr Array<usize, 4> kForeign{0x10, 0xffff'8880'0000'0000, 0x8000'0000'0000'0000,
                                   ~usize{0} - 3};

Result<> foreign_addresses_are_efault(Test& test) MAY_SLEEP {
  for (const usize address : kForeign) {
    auto [in, out] = UserSlice(UserPtr::from_address(address), 64).reader_writer();
    test.expect_error(in.read<Header>(), errors::EFAULT);
    test.expect_error(out.write(Header{}), errors::EFAULT);
    Array<u8, 16> bytes{};
    test.expect_error(in.read_into(bytes.span()), errors::EFAULT);
    test.expect_error(out.write_bytes(bytes.span()), errors::EFAULT);
    Array<char, 16> text{};
    test.expect_error(in.read_text(text.span()), errors::EFAULT);
    test.expect_eq(in.remaining(), usize{64});
    test.expect_eq(out.remaining(), usize{64});
  }
  return ok();
}

Result<> what_does_not_fit_the_slice_is_efault(Test& test) MAY_SLEEP {
  auto [in, out] = UserSlice(UserPtr::from_address(0x10), 4).reader_writer();
  test.expect_error(in.read<Header>(), errors::EFAULT);
  test.expect_error(out.write(u64{1}), errors::EFAULT);
  test.expect_error(in.skip(5), errors::EFAULT);
  TRYV(in.skip(4));
  test.expect(in.empty());
  TRY(const usize nothing, in.read_some(MutBytes{}));
  test.expect_eq(nothing, usize{0});
  return ok();
}

Result<> reading_everything_undoes_what_it_began(Test& test) MAY_SLEEP {
  TRY(KVec<u8> bytes, KVec<u8>::copy_of(Array<u8, 2>{1, 2}.span(), GFP_KERNEL));
  test.expect_error(UserSlice(UserPtr::from_address(0x10), 100).read_all(bytes, GFP_KERNEL),
                    errors::EFAULT);
  test.expect_error(UserSlice(UserPtr::from_address(0x10), ~usize{0}).read_all(bytes, GFP_KERNEL),
                    errors::ENOMEM);
  test.expect_eq(bytes.size(), usize{2});
  return ok();
}

struct Padded {
  u32 first;
  u64 second;
};
struct FERRULE_VIEW Pointing {
  u64 first;
  const u32* second;
};
static_assert(UserReadable<Header> && UserWritable<Header>);
static_assert(UserReadable<Padded> && !UserWritable<Padded>);
static_assert(!UserReadable<bool> && !UserReadable<Pointing> && !UserReadable<u32*>);

}  // namespace

FERRULE_TEST_SUITE(user_memory, FERRULE_TEST_CASE(foreign_addresses_are_efault),
                   FERRULE_TEST_CASE(what_does_not_fit_the_slice_is_efault),
                   FERRULE_TEST_CASE(reading_everything_undoes_what_it_began));
