// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/box.hpp"

#include <type_traits>

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/ref.hpp"
#include "ferrule/core/vec.hpp"
#include "tests/support/allocators.hpp"

namespace ferrule {
namespace {

using testing::CountingAllocator;

class Shape {
 public:
  [[nodiscard]] virtual u32 area() const = 0;

 protected:
  ~Shape() = default;
};

class Padding {
 public:
  [[nodiscard]] virtual u64 padding() const { return 0; }

 protected:
  ~Padding() = default;
};

/// Shape is not its first base, so that a Box<Shape> holds another address than was allocated.
class Square final : public Padding, public Shape {
 public:
  Square(u32 side, ByteVec owned) : side_{side}, owned_(std::move(owned)) {}
  [[nodiscard]] u32 area() const override { return side_ * side_; }
  void grow() { ++side_; }

 private:
  u32 side_;
  ByteVec owned_;
};

TEST(BoxTest, owns_the_object) {
  CountingAllocator allocator;
  Result<Box<Square>, AllocError> made =
      Box<Square>::make(allocator.ref(), 3U, ByteVec(allocator.ref()));
  ASSERT_TRUE(made);
  Box<Square> box = std::move(made).value();
  box->grow();
  EXPECT_EQ((*box).area(), 16U);
  EXPECT_EQ(allocator.live_bytes(), sizeof(Square));
}

bool use_boxed_shape(AllocatorRef allocator) {
  ByteVec owned(allocator);
  if (!owned.resize(50)) {
    return false;
  }
  Result<Box<Square>, AllocError> made = Box<Square>::make(allocator, 5U, std::move(owned));
  if (!made) {
    return false;
  }
  Box<Shape> shape(std::move(made).value());
  EXPECT_EQ(shape->area(), 25U);
  Box<Shape> moved(std::move(shape));
  return moved->area() == 25;
}

TEST(BoxTest, a_base_ends_and_frees_what_was_made) {
  EXPECT_EQ(testing::fail_each_allocation(use_boxed_shape), 2U);
}

TEST(BoxTest, assignment_ends_the_old_object) {
  CountingAllocator allocator;
  auto first = Box<u64>::make(allocator.ref(), 1U);
  auto second = Box<u64>::make(allocator.ref(), 2U);
  ASSERT_TRUE(first && second);
  Box<u64> box = std::move(first).value();
  box = std::move(second).value();
  EXPECT_EQ(*box, 2U);
  EXPECT_EQ(allocator.live_blocks(), 1U);
}

struct Link {
  Option<Box<Link>> next;
  u32 number;
};

bool pop_links(AllocatorRef allocator) {
  Option<Box<Link>> head;
  for (u32 number = 0; number < 3; ++number) {
    auto link = Box<Link>::make(allocator, std::move(head), number);
    if (!link) {
      return false;
    }
    head = std::move(link).value();
  }
  for (u32 left = 3; left > 0; --left) {
    EXPECT_EQ((*head)->number, left - 1);
    head = std::move((*head)->next);
  }
  return !head;
}

TEST(BoxTest, a_link_may_bring_its_own_successor) {
  EXPECT_EQ(testing::fail_each_allocation(pop_links), 3U);
}

struct Cell {
  Vec<Box<Cell>> below;
  u32 number;
};

TEST(BoxTest, an_object_may_bring_its_own_successor) {
  CountingAllocator allocator;
  auto inner = Box<Cell>::make(allocator.ref(), Vec<Box<Cell>>(allocator.ref()), 2U);
  auto outer = Box<Cell>::make(allocator.ref(), Vec<Box<Cell>>(allocator.ref()), 1U);
  ASSERT_TRUE(inner && outer);
  Box<Cell> box = std::move(outer).value();
  ASSERT_TRUE(box->below.push(std::move(inner).value()));
  Box<Cell>& same = box;
  box = std::move(same);
  EXPECT_EQ(box->number, 1U);
  box = std::move(box->below[0]);
  EXPECT_EQ(box->number, 2U);
  EXPECT_EQ(allocator.live_blocks(), 1U);
}

TEST(BoxTest, alignment_is_respected) {
  struct alignas(128) Wide {
    u8 byte = 7;
  };
  CountingAllocator allocator;
  auto made = Box<Wide>::make(allocator.ref());
  ASSERT_TRUE(made);
  const Box<Wide> box = std::move(made).value();
  EXPECT_EQ(box->byte, 7);
}

TEST(BoxDeathTest, an_empty_box_traps) {
  CountingAllocator allocator;
  auto made = Box<u64>::make(allocator.ref(), 1U);
  ASSERT_TRUE(made);
  Box<u64> box = std::move(made).value();
  const Box<u64> taken = std::move(box);
  EXPECT_EQ(*taken, 1U);
  UNSAFE("what a moved Box does is what this test is about: it traps") {
    EXPECT_DEATH(static_cast<void>(*box), "");  // NOLINT(bugprone-use-after-move): the same
  }
}

TEST(RefDeathTest, an_empty_ref_traps) {
  const Ref<const u64> nobody;
  EXPECT_FALSE(nobody.has_value());
  EXPECT_DEATH(static_cast<void>(*nobody), "");
}

static_assert(!std::is_convertible_v<Box<Shape>, Box<Square>>);
static_assert(!std::is_copy_constructible_v<Box<u64>>);

}  // namespace
}  // namespace ferrule
