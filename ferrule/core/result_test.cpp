// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/result.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/core/vec.hpp"
#include "tests/support/both.hpp"

namespace ferrule {
namespace {

using testing::Heap;

enum class Problem : u8 { Odd, Large };

constexpr Result<int, Problem> half(int number) {
  if (number % 2 != 0) {
    return Err{Problem::Odd};
  }
  return number / 2;
}

constexpr Result<void, Problem> expect_small(int number) {
  if (number > 99) {
    return Err{Problem::Large};
  }
  return ok();
}

constexpr Result<int, Problem> quarter_of_small(int number) {
  TRYV(expect_small(number));
  TRY(const int halved, half(number));
  TRY(int quartered, half(halved));
  quartered += 0;
  return quartered;
}

constexpr bool holds_a_value_or_an_error() {
  CHECK(half(6).has_value());
  CHECK(half(6).value() == 3 && *half(6) == 3);
  CHECK(!half(7) && half(7).error() == Problem::Odd);
  CHECK(expect_small(1).has_value());
  CHECK(expect_small(100).error() == Problem::Large);
  return true;
}
BOTH(Result, holds_a_value_or_an_error)

constexpr bool try_returns_the_first_error() {
  CHECK(*quarter_of_small(12) == 3);
  CHECK(quarter_of_small(100).error() == Problem::Large);
  CHECK(quarter_of_small(7).error() == Problem::Odd);
  CHECK(quarter_of_small(6).error() == Problem::Odd);
  return true;
}
BOTH(Result, try_returns_the_first_error)

constexpr bool maps_value_and_error() {
  CHECK(*half(8).map([](int value) { return value + 1L; }) == 5);
  CHECK(half(9).map([](int value) { return value; }).error() == Problem::Odd);
  CHECK(half(9).map_err([](Problem) { return 'x'; }).error() == 'x');
  CHECK(*half(8).map_err([](Problem) { return 'x'; }) == 4);
  CHECK(*half(8).and_then(half) == 2);
  CHECK(half(6).and_then(half).error() == Problem::Odd);
  CHECK(expect_small(100).map_err([](Problem) { return 5; }).error() == 5);
  CHECK(half(5).value_or(-1) == -1 && half(4).value_or(-1) == 2);
  CHECK(*half(4).ok() == 2 && !half(5).ok());
  return true;
}
BOTH(Result, maps_value_and_error)

constexpr Result<ByteVec, ByteVec> bytes_of(AllocatorRef allocator, usize size, bool fails) {
  ByteVec bytes(allocator);
  if (!bytes.resize(size)) {
    return Err{ByteVec(allocator)};
  }
  if (fails) {
    return Err{std::move(bytes)};
  }
  return bytes;
}

constexpr bool owns_either_side() {
  Heap heap;
  auto first = bytes_of(heap.ref(), 3, false);
  auto second = bytes_of(heap.ref(), 5, true);
  CHECK(first->size() == 3 && second.error().size() == 5);
  auto moved = std::move(first);
  CHECK((*moved).size() == 3);
  moved = std::move(second);
  CHECK(moved.error().size() == 5);
  moved = bytes_of(heap.ref(), 7, false);
  CHECK(moved.value().size() == 7);
  const ByteVec taken = std::move(moved).value();
  CHECK(taken.size() == 7);
  return true;
}
BOTH(Result, owns_either_side)

struct Chain {
  Result<Vec<Chain>, Vec<int>> next;
  int number;
};

constexpr bool either_side_may_come_from_inside() {
  Heap heap;
  Result<Vec<Chain>, Vec<int>> head = Err{Vec<int>(heap.ref())};
  CHECK(head.error().push(7).has_value());
  for (int number = 0; number < 2; ++number) {
    Vec<Chain> link(heap.ref());
    CHECK(link.push(Chain{std::move(head), number}).has_value());
    head = std::move(link);
  }
  Result<Vec<Chain>, Vec<int>>& same = head;
  head = std::move(same);
  CHECK((*head)[0].number == 1);
  head = std::move((*head)[0].next);
  CHECK((*head)[0].number == 0);
  head = std::move((*head)[0].next);
  CHECK(head.error()[0] == 7);
  return true;
}
BOTH(Result, either_side_may_come_from_inside)

struct FromInt {
  int number;
  constexpr FromInt(int value) : number{value} {}
};

constexpr bool converts_what_converts() {
  const Result<FromInt, Problem> made = 4;
  CHECK(made->number == 4);
  const Result<Option<int>, Problem> nothing = kNone;
  CHECK(nothing && !*nothing);
  const Result<int, FromInt> failed = Err{3};
  CHECK(failed.error().number == 3);
  return true;
}
BOTH(Result, converts_what_converts)

TEST(ResultDeathTest, reading_the_wrong_side_traps) {
  auto good = half(2);
  auto bad = half(3);
  auto done = expect_small(1);
  auto failed = expect_small(100);
  EXPECT_DEATH(static_cast<void>(good.error()), "");
  EXPECT_DEATH(static_cast<void>(bad.value()), "");
  EXPECT_DEATH(static_cast<void>(done.error()), "");
  EXPECT_DEATH(static_cast<void>(failed.value()), "");
}

static_assert(std::is_trivially_copyable_v<Result<int, Problem>>);
static_assert(std::is_trivially_copyable_v<Result<void, Problem>>);
static_assert(!std::is_copy_constructible_v<Result<ByteVec, Problem>>);
static_assert(std::is_trivially_destructible_v<Result<int, Problem>>);

}  // namespace
}  // namespace ferrule
