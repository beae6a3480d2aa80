// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a macro of a C++ library, errno or assert expands to is the library's code, not ours.
#include <gtest/gtest.h>
#include <cassert>
#include <cerrno>

#include "ferrule/core/unsafe.hpp"

class Fixture : public ::testing::Test {
 protected:
  int value_ = 1;
};
class Numbers : public ::testing::TestWithParam<int> {};

TEST(Macros, are_the_librarys) {
  int x = 1;
  ASSERT_EQ(x, 1) << "a message";
  EXPECT_TRUE(x == 1);
  EXPECT_DEATH(__builtin_trap(), "");
  assert(x == 1);
  ASSERT_EQ(errno, 0);
}
TEST_F(Fixture, has_a_value) { EXPECT_EQ(value_, 1); }
TEST_P(Numbers, are_given) { EXPECT_GT(GetParam(), 0); }
INSTANTIATE_TEST_SUITE_P(All, Numbers, ::testing::Values(1, 2));
