// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/option.hpp"

#include "ferrule/core/vec.hpp"
#include "tests/support/both.hpp"

namespace ferrule {
namespace {

using testing::Heap;

constexpr bool holds_a_value_or_nothing() {
  Option<int> option;
  CHECK(!option && !option.has_value());
  option = 5;
  CHECK(option && *option == 5);
  option = kNone;
  CHECK(!option);
  CHECK(option.emplace(6) == 6);
  option.reset();
  CHECK(!option.has_value());
  CHECK(option.value_or(9) == 9);
  CHECK(Option<int>(3).value_or(9) == 3);
  return true;
}
BOTH(Option, holds_a_value_or_nothing)

constexpr bool copies_and_moves_keep_the_value() {
  const Option<int> some(4);
  Option<int> copy(some);
  CHECK(copy == some);
  copy = Option<int>(8);
  CHECK(*copy == 8 && *some == 4);
  copy = some;
  CHECK(copy == some && copy != Option<int>());
  return true;
}
BOTH(Option, copies_and_moves_keep_the_value)

constexpr bool owns_what_must_be_ended() {
  Heap heap;
  ByteVec bytes(heap.ref());
  CHECK(bytes.resize(3).has_value());
  Option<ByteVec> option(std::move(bytes));
  CHECK(option->size() == 3);
  Option<ByteVec> other(std::move(option));
  CHECK(other->size() == 3);
  option = std::move(other);
  option = Option<ByteVec>();
  CHECK(!option);
  return true;
}
BOTH(Option, owns_what_must_be_ended)

struct Chain {
  Option<Vec<Chain>> next;
  int number;
};

constexpr bool a_value_may_bring_its_own_successor() {
  Heap heap;
  Option<Vec<Chain>> head;
  for (int number = 0; number < 3; ++number) {
    Vec<Chain> link(heap.ref());
    CHECK(link.push(Chain{std::move(head), number}).has_value());
    head = std::move(link);
  }
  head = std::move((*head)[0].next);
  CHECK((*head)[0].number == 1);
  head = std::move((*head)[0].next);
  CHECK((*head)[0].number == 0);
  head = std::move((*head)[0].next);
  CHECK(!head);
  return true;
}
BOTH(Option, a_value_may_bring_its_own_successor)

/// Its end is not trivial, so neither are the copies and moves of an Option of it.
struct Copied {
  int number;
  constexpr explicit Copied(int value) : number{value} {}
  constexpr Copied(const Copied& other) = default;
  constexpr Copied& operator=(const Copied& other) = default;
  constexpr ~Copied() { number = 0; }
};

constexpr bool assigned_to_itself_it_stays() {
  Option<Copied> some(Copied(3));
  Option<Copied>& same = some;
  some = same;
  CHECK(some->number == 3);
  some = std::move(same);
  CHECK(some->number == 3);
  const Option<Copied> other(Copied(4));
  some = other;
  CHECK(some->number == 4 && other->number == 4);
  some.reset();
  some = other;
  CHECK(some->number == 4);
  some = Option<Copied>();
  CHECK(!some);
  return true;
}
BOTH(Option, assigned_to_itself_it_stays)

constexpr bool take_leaves_nothing_behind() {
  Option<int> option(2);
  const Option<int> taken = option.take();
  CHECK(*taken == 2 && !option);
  CHECK(!option.take());
  return true;
}
BOTH(Option, take_leaves_nothing_behind)

constexpr bool map_applies_to_a_value_only() {
  const auto twice = [](const int& value) { return value * 2L; };
  CHECK(*Option<int>(21).map(twice) == 42);
  CHECK(!Option<int>().map(twice));
  return true;
}
BOTH(Option, map_applies_to_a_value_only)

constexpr bool a_reference_is_the_thing_itself() {
  int number = 1;
  const Option<int&> reference(number);
  *reference = 7;
  CHECK(number == 7 && reference);
  const Option<int&> none;
  CHECK(!none.has_value());
  return true;
}
BOTH(Option, a_reference_is_the_thing_itself)

TEST(OptionDeathTest, reading_nothing_traps) {
  Option<int> none;
  Option<int&> nobody;
  Option<ByteVec> no_bytes;
  EXPECT_DEATH(static_cast<void>(*none), "");
  EXPECT_DEATH(static_cast<void>(*nobody), "");
  EXPECT_DEATH(static_cast<void>(no_bytes->size()), "");
}

static_assert(std::is_trivially_copyable_v<Option<int>>);
static_assert(sizeof(Option<int&>) == sizeof(int*));
static_assert(!std::is_copy_constructible_v<Option<ByteVec>>);
static_assert(std::is_nothrow_move_constructible_v<Option<ByteVec>>);

}  // namespace
}  // namespace ferrule
