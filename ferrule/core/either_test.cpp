// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/either.hpp"

#include <type_traits>

#include "ferrule/core/vec.hpp"
#include "tests/support/both.hpp"

namespace ferrule {
namespace {

using testing::Heap;

constexpr bool holds_exactly_one_side() {
  auto number = Either<int, bool>::left(7);
  CHECK(number.is_left() && !number.is_right());
  CHECK(*number.as_left() == 7);
  CHECK(!number.as_right());
  *number.as_left() = 8;
  const auto moved = std::move(number);
  CHECK(*moved.as_left() == 8);
  return true;
}
BOTH(Either, holds_exactly_one_side)

constexpr bool assignment_may_change_the_side() {
  Heap heap;
  using Both = Either<ByteVec, int>;
  ByteVec bytes(heap.ref());
  CHECK(bytes.push(5).has_value());
  Both either = Both::left(std::move(bytes));
  either = Both::right(3);
  CHECK(*either.as_right() == 3);
  ByteVec others(heap.ref());
  CHECK(others.resize(100).has_value());
  either = Both::left(std::move(others));
  CHECK((*either.as_left()).size() == 100);
  return true;
}
BOTH(Either, assignment_may_change_the_side)

struct Chain {
  Either<Vec<Chain>, int> next;
};

constexpr bool either_side_may_come_from_inside() {
  Heap heap;
  using Next = Either<Vec<Chain>, int>;
  Next head = Next::right(7);
  for (int links = 0; links < 2; ++links) {
    Vec<Chain> link(heap.ref());
    CHECK(link.push(Chain{std::move(head)}).has_value());
    head = Next::left(std::move(link));
  }
  Next& same = head;
  head = std::move(same);
  head = std::move((*head.as_left())[0].next);
  CHECK(head.is_left());
  head = std::move((*head.as_left())[0].next);
  CHECK(*head.as_right() == 7);
  return true;
}
BOTH(Either, either_side_may_come_from_inside)

constexpr bool match_calls_the_side_there_is() {
  using Both = Either<int, bool>;
  const auto width = [](const Both& either) {
    return either.match([](const int& value) { return value; },
                        [](const bool& value) { return value ? -1 : -2; });
  };
  CHECK(width(Both::left(4)) == 4);
  CHECK(width(Both::right(true)) == -1);
  CHECK(width(Both::right(false)) == -2);
  return true;
}
BOTH(Either, match_calls_the_side_there_is)

static_assert(std::is_trivially_destructible_v<Either<int, bool>>);
static_assert(!std::is_copy_constructible_v<Either<int, bool>>);

}  // namespace
}  // namespace ferrule
