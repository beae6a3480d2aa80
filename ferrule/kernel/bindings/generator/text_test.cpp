// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ferrule/kernel/bindings/generator/cpp_names.hpp"
#include "ferrule/kernel/bindings/generator/literal.hpp"

namespace ferrule::kernel::bindgen {
namespace {

using ::testing::ElementsAre;

TEST(Text, flags_are_split_as_a_shell_does) {
  const auto words = shell_words_of("-O2  -DNAME='\"my mod\"'\n\"-I/a b\" -Da\\ b ''\n");
  ASSERT_TRUE(words.has_value());
  EXPECT_THAT(*words, ElementsAre("-O2", "-DNAME=\"my mod\"", "-I/a b", "-Da b", ""));
  EXPECT_FALSE(shell_words_of("-DNAME='open").has_value());
}

TEST(Text, literals_keep_every_byte) {
  EXPECT_EQ(quoted("\0016"), "\"\\0016\"");
  EXPECT_EQ(quoted("a\"b\\c\n\xff"), "\"a\\\"b\\\\c\\012\\377\"");
}

TEST(Text, numbers_are_literals_of_their_type) {
  EXPECT_EQ(number_literal(7, "int"), "7");
  EXPECT_EQ(number_literal(static_cast<u64>(-7), "int"), "-7");
  EXPECT_EQ(number_literal(3264, "unsigned int"), "3264U");
  EXPECT_EQ(number_literal(static_cast<u64>(-1), "unsigned long"), "18446744073709551615UL");
  EXPECT_EQ(number_literal(u64{1} << 63, "long"), "(-9223372036854775807L - 1)");
  EXPECT_EQ(number_literal(5, "long long"), "5LL");
  EXPECT_EQ(number_literal(200, "unsigned char"), "200");
}

TEST(Text, only_keywords_of_cpp_get_an_underscore) {
  EXPECT_EQ(cpp_name("class"), "class_");
  EXPECT_EQ(cpp_name("private"), "private_");
  EXPECT_EQ(cpp_name("and"), "and_");
  EXPECT_EQ(cpp_name("private_data"), "private_data");
  EXPECT_EQ(cpp_name("module"), "module");
}

}  // namespace
}  // namespace ferrule::kernel::bindgen
