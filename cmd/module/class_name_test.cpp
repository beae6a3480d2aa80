// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/class_name.hpp"

#include <gtest/gtest.h>

namespace ferrule::cmd {
namespace {

using Words = std::set<std::string>;

TEST(Words, AreThoseOutsideCommentsAndLiterals) {
  EXPECT_EQ(words_of("class Mutex; // Comment\nint a1 = '\\''; /* More\n */ \"Text \\\" in\" b"),
            (Words{"class", "Mutex", "int", "a1", "b"}));
  EXPECT_EQ(words_of("#define TRY(x) x"), (Words{"define", "TRY", "x"}));
  EXPECT_EQ(words_of("a/b"), (Words{"a", "b"}));
  EXPECT_EQ(words_of(""), Words{});
}

TEST(Words, EndWithTheSource) {
  for (const std::string source : {"a //", "a /*", "a /* *", "a \"", "a \"\\", "a '", "a /"}) {
    EXPECT_EQ(words_of(source), Words{"a"}) << source;
  }
}

TEST(ClassName, IsTheModulesInCamelCase) {
  EXPECT_EQ(class_name("led_strip", {}), "LedStrip");
  EXPECT_EQ(class_name("blinky", {}), "Blinky");
  EXPECT_EQ(class_name("i2c_2x__", {}), "I2c2x");
}

TEST(ClassName, IsNobodyElses) {
  const Words taken = {"Mutex", "ThisModule", "DirFile", "Box", "BoxDriver"};
  EXPECT_EQ(class_name("mutex", taken), "MutexDriver");
  EXPECT_EQ(class_name("this", taken), "ThisDriver");
  EXPECT_EQ(class_name("dir", taken), "DirDriver");
  EXPECT_EQ(class_name("box", taken), "BoxDriverDriver");
  EXPECT_EQ(class_name("mute", taken), "Mute");
}

}  // namespace
}  // namespace ferrule::cmd
