// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/checked.hpp"

#include <limits>

#include "tests/support/both.hpp"

namespace ferrule {
namespace {

constexpr u8 kMax = 255;
constexpr i8 kLow = -128;
constexpr i8 kHigh = 127;

/// Every pair of bytes, against the same sum in wide arithmetic.
template <typename T, typename Step, typename Wide>
constexpr bool agrees(Step step, Wide wide, int from, int to, int stride) {
  for (int a = from; a <= to; a += stride) {
    for (int b = from; b <= to; b += stride) {
      const int exact = wide(a, b);
      const Option<T> got = step(static_cast<T>(a), static_cast<T>(b));
      CHECK(got.has_value() == (exact >= from && exact <= to));
      CHECK(!got || *got == exact);
    }
  }
  return true;
}

template <typename T>
constexpr bool agrees_for(int from, int to, int stride) {
  CHECK(agrees<T>([](T a, T b) { return checked_add(a, b); }, [](int a, int b) { return a + b; },
                  from, to, stride));
  CHECK(agrees<T>([](T a, T b) { return checked_sub(a, b); }, [](int a, int b) { return a - b; },
                  from, to, stride));
  CHECK(agrees<T>([](T a, T b) { return checked_mul(a, b); }, [](int a, int b) { return a * b; },
                  from, to, stride));
  return true;
}

constexpr bool agrees_with_wide_arithmetic() {
  return agrees_for<u8>(0, 255, 15) && agrees_for<i8>(-128, 127, 15);
}
BOTH(Checked, agrees_with_wide_arithmetic)

TEST(CheckedTest, agrees_with_wide_arithmetic_for_every_pair) {
  EXPECT_TRUE(agrees_for<u8>(0, 255, 1));
  EXPECT_TRUE(agrees_for<i8>(-128, 127, 1));
}

constexpr bool narrows_only_what_fits() {
  CHECK(*narrow<u8>(255) == 255);
  CHECK(!narrow<u8>(256));
  CHECK(!narrow<u8>(-1));
  CHECK(!narrow<i8>(128U));
  CHECK(*narrow<i8>(-128L) == -128);
  CHECK(!narrow<u32>(std::numeric_limits<u64>::max()));
  CHECK(!narrow<i64>(std::numeric_limits<u64>::max()));
  return true;
}
BOTH(Checked, narrows_only_what_fits)

constexpr bool saturates_at_the_nearer_end() {
  CHECK(saturating_add(kMax, 1) == kMax);
  CHECK(saturating_add(u8{3}, 4) == 7);
  CHECK(saturating_sub(u8{3}, 4) == 0);
  CHECK(saturating_mul(u8{16}, 16) == kMax);
  CHECK(saturating_add(kHigh, kHigh) == kHigh);
  CHECK(saturating_add(kLow, -1) == kLow);
  CHECK(saturating_sub(kLow, 1) == kLow);
  CHECK(saturating_sub(kHigh, -1) == kHigh);
  CHECK(saturating_mul(kLow, kLow) == kHigh);
  CHECK(saturating_mul(kLow, 2) == kLow);
  CHECK(saturating_mul(i8{100}, -2) == kLow);
  return true;
}
BOTH(Checked, saturates_at_the_nearer_end)

constexpr bool overflow_sticks() {
  using Byte = Checked<u8>;
  CHECK(*(Byte(10) * Byte(20) + Byte(55)).get() == 255);
  CHECK((Byte(10) * Byte(20) + Byte(56)).has_overflowed());
  CHECK((Byte(10) - Byte(11) + Byte(5)).has_overflowed());
  CHECK((Byte(0) * (Byte(255) + Byte(1))).has_overflowed());
  Byte sum(1);
  sum += Byte(2);
  sum *= Byte(3);
  sum -= Byte(4);
  CHECK(sum.get() == Option<u8>(5));
  return true;
}
BOTH(Checked, overflow_sticks)

}  // namespace
}  // namespace ferrule
