// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/vec.hpp"

#include <limits>

#include "ferrule/core/array.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/both.hpp"

namespace ferrule {
namespace {

using testing::CountingAllocator;
using testing::Heap;

constexpr bool grows_and_keeps_the_order() {
  Heap heap;
  Vec<u32> numbers(heap.ref());
  CHECK(numbers.empty() && numbers.capacity() == 0);
  for (u32 i = 0; i < 100; ++i) {
    CHECK(numbers.push(i * i).has_value());
  }
  CHECK(numbers.size() == 100 && numbers.capacity() >= 100);
  for (u32 i = 0; i < 100; ++i) {
    CHECK(numbers[i] == i * i);
  }
  CHECK(*numbers.pop() == 99 * 99 && numbers.back() == 98 * 98);
  numbers.clear();
  CHECK(!numbers.pop());
  return true;
}
BOTH(Vec, grows_and_keeps_the_order)

constexpr bool appends_extends_and_shrinks() {
  Heap heap;
  ByteVec bytes(heap.ref());
  CHECK(bytes.append(Array<u8, 3>{1, 2, 3}.span()).has_value());
  CHECK(bytes.append(Bytes()).has_value());
  auto room = bytes.extend(2);
  CHECK(room.has_value() && room->size() == 2 && (*room)[0] == 0);
  (*room)[1] = 9;
  CHECK(equal(bytes.span(), Array<u8, 5>{1, 2, 3, 0, 9}.span()));
  bytes.remove_prefix(2);
  CHECK(equal(bytes.span(), Array<u8, 3>{3, 0, 9}.span()));
  bytes.remove_prefix(0);
  CHECK(bytes.resize(1).has_value() && bytes.resize(2).has_value());
  CHECK(equal(bytes.span(), Array<u8, 2>{3, 0}.span()));
  bytes.truncate(7);
  CHECK(bytes.size() == 2);
  bytes.release();
  CHECK(bytes.capacity() == 0 && bytes.push(1).has_value());
  return true;
}
BOTH(Vec, appends_extends_and_shrinks)

constexpr bool moves_without_copying() {
  Heap heap;
  auto made = Vec<u16>::copy_of(heap.ref(), Array<u16, 2>{5, 6}.span());
  CHECK(made.has_value());
  Vec<u16> first = std::move(made).value();
  Vec<u16> second(std::move(first));
  CHECK(second.size() == 2 && second[1] == 6);
  Vec<u16> third(heap.ref());
  CHECK(third.push(1).has_value());
  third = std::move(second);
  CHECK(third.size() == 2 && third[0] == 5);
  return true;
}
BOTH(Vec, moves_without_copying)

constexpr bool nested_vecs_end_their_elements() {
  Heap heap;
  Vec<ByteVec> lists(heap.ref());
  for (usize i = 0; i < 20; ++i) {
    ByteVec list(heap.ref());
    CHECK(list.resize(i).has_value());
    CHECK(lists.push(std::move(list)).has_value());
  }
  lists.remove_prefix(3);
  CHECK(lists.size() == 17 && lists[0].size() == 3 && lists.back().size() == 19);
  const Option<ByteVec> last = lists.pop();
  CHECK(last->size() == 19);
  lists.truncate(2);
  CHECK(lists.size() == 2);
  return true;
}
BOTH(Vec, nested_vecs_end_their_elements)

struct Tree {
  Vec<Tree> below;
  int number;
};

constexpr bool an_element_may_bring_its_own_successors() {
  Heap heap;
  Vec<Tree> trees(heap.ref());
  for (int number = 0; number < 3; ++number) {
    Vec<Tree> grown(heap.ref());
    CHECK(grown.push(Tree{std::move(trees), number}).has_value());
    trees = std::move(grown);
  }
  trees = std::move(trees[0].below);
  CHECK(trees.size() == 1 && trees[0].number == 1);
  trees = std::move(trees[0].below);
  CHECK(trees[0].number == 0 && trees[0].below.empty());
  trees = std::move(trees[0].below);
  CHECK(trees.empty());
  return true;
}
BOTH(Vec, an_element_may_bring_its_own_successors)

constexpr bool moved_to_itself_it_stays() {
  Heap heap;
  Vec<u16> numbers(heap.ref());
  CHECK(numbers.push(5).has_value());
  Vec<u16>& same = numbers;
  numbers = std::move(same);
  CHECK(numbers.size() == 1 && numbers[0] == 5);
  return true;
}
BOTH(Vec, moved_to_itself_it_stays)

bool build_lists(AllocatorRef allocator) {
  Vec<ByteVec> lists(allocator);
  for (usize i = 0; i < 12; ++i) {
    ByteVec list(allocator);
    if (!list.resize(i * 5 + 1) || !list.append(Array<u8, 40>{}.span()) ||
        !lists.push(std::move(list))) {
      return false;
    }
  }
  return lists.size() == 12 && lists[11].size() == 96;
}

TEST(VecTest, every_failing_allocation_is_told_and_nothing_leaks) {
  EXPECT_GT(testing::fail_each_allocation(build_lists), 20U);
}

TEST(VecTest, a_failed_growth_changes_nothing) {
  CountingAllocator allocator;
  auto made = ByteVec::copy_of(allocator.ref(), Array<u8, 8>{1, 2, 3, 4, 5, 6, 7, 8}.span());
  ASSERT_TRUE(made);
  ByteVec bytes = std::move(made).value();
  allocator.fail_after(0, true);
  EXPECT_FALSE(bytes.reserve(1000));
  EXPECT_FALSE(bytes.extend(1000));
  EXPECT_FALSE(bytes.append(Array<u8, 90>{}.span()));
  EXPECT_TRUE(equal(bytes.span(), Array<u8, 8>{1, 2, 3, 4, 5, 6, 7, 8}.span()));
  allocator.never_fail();
  EXPECT_TRUE(bytes.push(9));
}

TEST(VecTest, impossible_sizes_are_refused_before_allocating) {
  CountingAllocator allocator;
  Vec<u64> numbers(allocator.ref());
  constexpr usize kHuge = std::numeric_limits<usize>::max();
  EXPECT_FALSE(numbers.reserve(kHuge));
  EXPECT_FALSE(numbers.reserve(kHuge / 8));
  EXPECT_FALSE(numbers.extend(kHuge / 2));
  EXPECT_FALSE(numbers.resize(kHuge));
  EXPECT_EQ(allocator.allocations(), 0U);
}

TEST(VecTest, growth_is_amortised) {
  CountingAllocator allocator;
  ByteVec bytes(allocator.ref());
  for (usize i = 0; i < 100'000; ++i) {
    ASSERT_TRUE(bytes.push(static_cast<u8>(i)));
  }
  EXPECT_LT(allocator.allocations(), 20U);
}

TEST(VecDeathTest, access_outside_traps) {
  CountingAllocator allocator;
  ByteVec bytes(allocator.ref());
  EXPECT_DEATH(static_cast<void>(bytes[0]), "");
  EXPECT_DEATH(static_cast<void>(bytes.back()), "");
  EXPECT_DEATH(bytes.remove_prefix(1), "");
}

constexpr bool fixed_vec_refuses_what_does_not_fit() {
  FixedVec<u8, 4> bytes;
  CHECK(bytes.append(Array<u8, 3>{1, 2, 3}.span()).has_value());
  CHECK(!bytes.append(Array<u8, 2>{4, 5}.span()));
  CHECK(bytes.size() == 3 && bytes.push(4).has_value() && !bytes.push(5));
  CHECK(equal(bytes.span(), Array<u8, 4>{1, 2, 3, 4}.span()));
  bytes.truncate(1);
  CHECK(bytes.size() == 1 && bytes[0] == 1);
  CHECK((FixedVec<u8, 4>::copy_of(bytes.span())->size() == 1));
  CHECK((!FixedVec<u8, 2>::copy_of(Array<u8, 3>{}.span())));
  bytes.clear();
  CHECK(bytes.empty() && bytes.capacity() == 4);
  return true;
}
BOTH(FixedVec, fixed_vec_refuses_what_does_not_fit)

TEST(FixedVecDeathTest, places_beyond_the_size_trap) {
  FixedVec<u8, 4> bytes;
  EXPECT_DEATH(static_cast<void>(bytes[0]), "");
}

}  // namespace
}  // namespace ferrule
