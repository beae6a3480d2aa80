// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/serve/line_limit.hpp"

#include <gtest/gtest.h>

namespace ferrule::cmd {
namespace {

/// How many of `count` lines at `now_ms` are let through.
u32 admitted(LineLimit& limit, u32 count, u64 now_ms) {
  u32 written = 0;
  for (u32 i = 0; i < count; ++i) {
    if (limit.admit(now_ms)) {
      ++written;
    }
  }
  return written;
}

TEST(LineLimit, lets_so_many_through_in_each_second) {
  LineLimit limit(20);
  EXPECT_EQ(admitted(limit, 15, 5'000), 15U);
  EXPECT_EQ(admitted(limit, 100, 5'400), 5U);
  EXPECT_EQ(admitted(limit, 100, 5'999), 0U);
  EXPECT_EQ(admitted(limit, 100, 6'000), 20U);
  EXPECT_EQ(admitted(limit, 10, 60'000), 10U);
}

TEST(LineLimit, tells_once_a_second_how_many_were_left_out) {
  LineLimit limit(2);
  EXPECT_EQ(limit.take_left_out(0), 0U);
  EXPECT_EQ(admitted(limit, 10, 0), 2U);
  EXPECT_EQ(limit.take_left_out(999), 0U);
  EXPECT_EQ(limit.take_left_out(1'000), 8U);
  EXPECT_EQ(limit.take_left_out(1'001), 0U);
  EXPECT_EQ(admitted(limit, 5, 1'500), 2U);
  EXPECT_EQ(admitted(limit, 5, 2'499), 0U);
  EXPECT_EQ(limit.take_left_out(2'499), 0U);
  EXPECT_EQ(limit.take_left_out(2'500), 8U);
}

TEST(LineLimit, tells_the_rest_at_the_end) {
  LineLimit limit(1);
  EXPECT_EQ(admitted(limit, 4, 0), 1U);
  EXPECT_EQ(limit.take_all_left_out(), 3U);
  EXPECT_EQ(limit.take_all_left_out(), 0U);
}

TEST(LineLimit, has_no_limit_when_it_is_0) {
  LineLimit limit(0);
  EXPECT_EQ(admitted(limit, 100'000, 0), 100'000U);
  EXPECT_EQ(limit.take_all_left_out(), 0U);
}

}  // namespace
}  // namespace ferrule::cmd
