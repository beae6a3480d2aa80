// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/secret.hpp"

#include <type_traits>

#include "ferrule/core/box.hpp"
#include "ferrule/core/constant_time.hpp"
#include "ferrule/core/wipe.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/both.hpp"
#include "tests/support/hex.hpp"

namespace ferrule {
namespace {

using testing::hex;

constexpr auto kKey = hex("000102030405060708090a0b0c0d0e0fa5a5a5a5");

constexpr bool holds_compares_and_clones() {
  auto made = Secret<32>::copy_of(kKey.span());
  CHECK(made.has_value());
  const Secret<32> key = std::move(made).value();
  CHECK(key.size() == 20 && key.equals(kKey.span()));
  CHECK(!key.equals(kKey.span().first(19)));
  const Secret<32> twin = key.clone();
  CHECK(twin.equals(key.bytes()));
  CHECK(!Secret<19>::copy_of(kKey.span()));
  Secret<8> zeros = Secret<8>::zeroed(8);
  CHECK(zeros.equals(hex("0000000000000000").span()));
  zeros.mut()[7] = 1;
  CHECK(zeros.bytes().back() == 1);
  zeros.clear();
  CHECK(zeros.empty());
  return true;
}
BOTH(Secret, holds_compares_and_clones)

constexpr bool a_moved_secret_leaves_zeros() {
  Secret<20> key = std::move(Secret<20>::copy_of(kKey.span())).value();
  Secret<20> moved(std::move(key));
  CHECK(moved.equals(kKey.span()));
  UNSAFE("a moved Secret is empty and may be looked at: that is what this test is about") {
    CHECK(key.empty());  // NOLINT(bugprone-use-after-move): the same
  }
  Secret<20> assigned;
  assigned = std::move(moved);
  CHECK(assigned.equals(kKey.span()));
  UNSAFE("a moved Secret is empty and may be looked at: that is what this test is about") {
    CHECK(moved.empty());  // NOLINT(bugprone-use-after-move): the same
  }
  return true;
}
BOTH(Secret, a_moved_secret_leaves_zeros)

TEST(SecretTest, the_storage_behind_a_moved_secret_is_zero) {
  Secret<20> key = std::move(Secret<20>::copy_of(kKey.span())).value();
  const Bytes storage = key.bytes();
  EXPECT_TRUE(equal(storage, kKey.span()));
  const Secret<20> moved(std::move(key));
  UNSAFE("the view lies in `key`, which is still there: only its contents are gone") {
    for (const u8 byte : storage) {
      EXPECT_EQ(byte, 0);
    }
  }
}

TEST(SecretTest, memory_comes_back_without_the_secret) {
  testing::CountingAllocator allocator;
  allocator.watch_for(kKey.span());
  {
    auto made = Box<Secret<20>>::make(allocator.ref());
    ASSERT_TRUE(made);
    Box<Secret<20>> box = std::move(made).value();
    *box = std::move(Secret<20>::copy_of(kKey.span())).value();
  }
  EXPECT_EQ(allocator.secrets_returned(), 0U);
  // The watch itself works: plain bytes come back as they are.
  {
    auto plain = Box<Array<u8, 20>>::make(allocator.ref(), kKey);
    ASSERT_TRUE(plain);
  }
  EXPECT_EQ(allocator.secrets_returned(), 1U);
}

constexpr bool constant_time_equal_sees_every_bit() {
  Array<u8, 20> other = kKey;
  CHECK(constant_time_equal(kKey.span(), other.span()));
  for (usize i = 0; i < other.size(); ++i) {
    for (u32 bit = 0; bit < 8; ++bit) {
      const auto flip = static_cast<u8>(1U << bit);
      other[i] = static_cast<u8>(other[i] ^ flip);
      CHECK(!constant_time_equal(kKey.span(), other.span()));
      other[i] = static_cast<u8>(other[i] ^ flip);
    }
  }
  CHECK(!constant_time_equal(kKey.span(), other.span().first(19)));
  CHECK(constant_time_equal(Bytes(), Bytes()));
  return true;
}
BOTH(ConstantTime, constant_time_equal_sees_every_bit)

constexpr bool wipe_zeroes_only_its_span() {
  Array<u8, 20> bytes = kKey;
  wipe(bytes.span().first(16));
  CHECK(equal(bytes.span(), hex("00000000000000000000000000000000a5a5a5a5").span()));
  wipe(MutBytes());
  return true;
}
BOTH(Wipe, wipe_zeroes_only_its_span)

TEST(SecretDeathTest, more_than_fits_traps) {
  usize nine = 9;
  EXPECT_DEATH(static_cast<void>(Secret<8>::zeroed(nine)), "");
}

static_assert(!std::is_copy_constructible_v<Secret<8>> && !std::is_copy_assignable_v<Secret<8>>);

}  // namespace
}  // namespace ferrule
