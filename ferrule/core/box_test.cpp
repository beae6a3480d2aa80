// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/box.hpp"

#include <type_traits>

#include "ferrule/core/fixed_vec.hpp"
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
