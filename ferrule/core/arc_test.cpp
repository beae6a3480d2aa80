// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/core/arc.hpp"

#include <thread>
#include <type_traits>
#include <vector>

#include "ferrule/core/vec.hpp"
#include "tests/support/allocators.hpp"

namespace ferrule {
namespace {

using testing::CountingAllocator;

bool share(AllocatorRef allocator) {
  ByteVec bytes(allocator);
  if (!bytes.resize(30)) {
    return false;
  }
  Result<Arc<ByteVec>, AllocError> made = Arc<ByteVec>::make(allocator, std::move(bytes));
  if (!made) {
    return false;
  }
  const Arc<ByteVec> first = std::move(made).value();
  // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): two owners are the point
  const Arc<ByteVec> second = first;
  EXPECT_TRUE(first.is_same(second));
  return first->size() == 30 && (*second).size() == 30;
}

TEST(ArcTest, the_last_owner_ends_the_object) {
  EXPECT_EQ(testing::fail_each_allocation(share), 2U);
}

TEST(ArcTest, assignment_gives_up_the_old_share) {
  CountingAllocator allocator;
  auto first = Arc<u64>::make(allocator.ref(), 1U);
  auto second = Arc<u64>::make(allocator.ref(), 2U);
  ASSERT_TRUE(first && second);
  Arc<u64> arc = std::move(first).value();
  const Arc<u64> other = std::move(second).value();
  EXPECT_FALSE(arc.is_same(other));
  arc = other;
  EXPECT_EQ(*arc, 2U);
  EXPECT_EQ(allocator.live_blocks(), 1U);
  const Arc<u64>& self = arc;
  arc = self;
  EXPECT_EQ(*arc, 2U);
}

TEST(ArcTest, threads_share_and_let_go_in_any_order) {
  CountingAllocator allocator;
  constexpr int kThreads = 4;
  constexpr int kRounds = 20'000;
  for (int repeat = 0; repeat < 3; ++repeat) {
    auto made = Arc<u64>::make(allocator.ref(), 42U);
    ASSERT_TRUE(made);
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([share = *made] {
        for (int round = 0; round < kRounds; ++round) {
          // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): taking and letting go
          const Arc<u64> mine = share;
          ASSERT_EQ(*mine, 42U);
        }
      });
    }
    made = Err{AllocError{}};
    for (std::thread& thread : threads) {
      thread.join();
    }
    threads.clear();
    EXPECT_EQ(allocator.live_blocks(), 0U);
  }
}

TEST(ArcTest, a_full_count_leaks_and_never_frees_early) {
  internal::ArcCell<u64> cell(5U);
  cell.count = internal::ArcCell<u64>::kSaturated - 1;
  cell.retain();
  cell.retain();
  EXPECT_EQ(cell.count, internal::ArcCell<u64>::kSaturated);
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(cell.release());
  }
  EXPECT_EQ(cell.count, internal::ArcCell<u64>::kSaturated);
}

TEST(ArcDeathTest, an_empty_arc_traps) {
  CountingAllocator allocator;
  auto made = Arc<u64>::make(allocator.ref(), 1U);
  ASSERT_TRUE(made);
  Arc<u64> arc = std::move(made).value();
  const Arc<u64> taken = std::move(arc);
  EXPECT_EQ(*taken, 1U);
  UNSAFE("what a moved Arc does is what this test is about: it traps") {
    EXPECT_DEATH(static_cast<void>(*arc), "");  // NOLINT(bugprone-use-after-move): the same
  }
}

static_assert(std::is_same_v<decltype(*std::declval<Arc<u64>&>()), const u64&>);

}  // namespace
}  // namespace ferrule
