// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/span.hpp"

#include <type_traits>

#include "ferrule/core/array.hpp"
#include "tests/support/both.hpp"

namespace ferrule {
namespace {

constexpr bool views_what_it_was_made_from() {
  Array<u8, 4> bytes{1, 2, 3, 4};
  const MutBytes span = bytes.span();
  span[2] = 9;
  CHECK(bytes[2] == 9);
  CHECK(span.size() == 4 && span.front() == 1 && span.back() == 4);
  const Bytes constant = span;
  u32 sum = 0;
  for (const u8 byte : constant) {
    sum += byte;
  }
  CHECK(sum == 16);
  const Bytes nothing;
  CHECK(nothing.empty());
  return true;
}
BOTH(Span, views_what_it_was_made_from)

constexpr bool parts_are_where_they_should_be() {
  const Array<u8, 5> bytes{10, 11, 12, 13, 14};
  const Bytes span = bytes.span();
  CHECK(equal(span.first(2), Array<u8, 2>{10, 11}.span()));
  CHECK(equal(span.last(2), Array<u8, 2>{13, 14}.span()));
  CHECK(equal(span.subspan(1, 3), Array<u8, 3>{11, 12, 13}.span()));
  CHECK(equal(span.subspan(4), Array<u8, 1>{14}.span()));
  CHECK(span.subspan(5).empty() && span.first(0).empty() && span.last(0).empty());
  CHECK(!equal(span.first(2), span.first(3)) && !equal(span.first(2), span.last(2)));
  return true;
}
BOTH(Span, parts_are_where_they_should_be)

constexpr bool accessors_for_input_answer_with_nothing() {
  const Array<u8, 3> bytes{1, 2, 3};
  const Bytes span = bytes.span();
  CHECK(*span.get(2) == 3 && !span.get(3) && !span.get(static_cast<usize>(-1)));
  CHECK(span.get_first(3)->size() == 3 && !span.get_first(4));
  CHECK(span.get_subspan(3, 0)->empty() && !span.get_subspan(3, 1) && !span.get_subspan(4, 0));
  CHECK(!span.get_subspan(2, static_cast<usize>(-1)));
  return true;
}
BOTH(Span, accessors_for_input_answer_with_nothing)

constexpr bool copies_and_fills() {
  Array<u16, 4> numbers{1, 2, 3, 4};
  const Array<u16, 2> others{7, 8};
  numbers.span().subspan(1, 2).copy_from(others.span());
  CHECK(numbers == Array<u16, 4>{1, 7, 8, 4});
  numbers.span().last(2).fill(5);
  CHECK(numbers == Array<u16, 4>{1, 7, 5, 5});
  Span<u16>().copy_from(Span<const u16>());
  return true;
}
BOTH(Span, copies_and_fills)

TEST(SpanTest, overlapping_copies_keep_the_bytes) {
  Array<u8, 5> forward{1, 2, 3, 4, 5};
  forward.span().last(4).copy_from(forward.span().first(4));
  EXPECT_TRUE((forward == Array<u8, 5>{1, 1, 2, 3, 4}));
  Array<u8, 5> back{1, 2, 3, 4, 5};
  back.span().first(4).copy_from(back.span().last(4));
  EXPECT_TRUE((back == Array<u8, 5>{2, 3, 4, 5, 5}));
}

TEST(SpanDeathTest, every_access_outside_traps) {
  Array<u8, 3> bytes{};
  const MutBytes span = bytes.span();
  usize three = 3;
  EXPECT_DEATH(span[three] = 1, "");
  EXPECT_DEATH(span[static_cast<usize>(-1)] = 1, "");
  EXPECT_DEATH(static_cast<void>(bytes[three]), "");
  EXPECT_DEATH(static_cast<void>(Bytes().front()), "");
  EXPECT_DEATH(static_cast<void>(Bytes().back()), "");
  EXPECT_DEATH(static_cast<void>(span.first(4)), "");
  EXPECT_DEATH(static_cast<void>(span.last(4)), "");
  EXPECT_DEATH(static_cast<void>(span.subspan(4)), "");
  EXPECT_DEATH(static_cast<void>(span.subspan(2, 2)), "");
  EXPECT_DEATH(static_cast<void>(span.subspan(1, static_cast<usize>(-1))), "");
  EXPECT_DEATH(span.copy_from(span.first(2)), "");
}

constexpr bool arrays_deduce_compare_and_iterate() {
  Array letters{'a', 'b', 'c'};
  static_assert(std::is_same_v<decltype(letters), Array<char, 3>>);
  int count = 0;
  for (char& letter : letters) {
    letter = static_cast<char>(letter + 1);
    ++count;
  }
  CHECK(count == 3 && letters == Array{'b', 'c', 'd'});
  CHECK(letters.size() == 3 && letters.span()[1] == 'c');
  return true;
}
BOTH(Array, arrays_deduce_compare_and_iterate)

static_assert(std::is_trivially_copyable_v<Bytes>);
static_assert(std::is_trivially_copyable_v<Array<u8, 16>>);
static_assert(sizeof(Array<u8, 16>) == 16);
static_assert(std::is_convertible_v<MutBytes, Bytes> && !std::is_convertible_v<Bytes, MutBytes>);
static_assert(!std::is_constructible_v<MutBytes, Array<u8, 3>>, "a temporary is not writable");

}  // namespace
}  // namespace ferrule
