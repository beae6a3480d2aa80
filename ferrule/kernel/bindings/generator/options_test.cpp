// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/bindings/generator/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ferrule::kernel::bindgen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Options, flags_follow_the_two_dashes) {
  Problems problems;
  const auto options =
      parse_options({"--allow", "a", "--helpers", "h", "--probes", "p.h", "--output", "o",
                     "--directory", "d", "--", "-O2", "--allow", "--"},
                    problems);
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->allow, "a");
  EXPECT_EQ(options->directory, "d");
  EXPECT_THAT(options->flags, ElementsAre("-O2", "--allow", "--"));
}

TEST(Options, help_and_version_need_nothing_else) {
  Problems problems;
  const auto version = parse_options({"--version"}, problems);
  ASSERT_TRUE(version.has_value());
  EXPECT_TRUE(version->version);
  EXPECT_FALSE(version->help);
  const auto help = parse_options({"--help", "--what"}, problems);
  ASSERT_TRUE(help.has_value());
  EXPECT_TRUE(help->help);
  EXPECT_TRUE(problems.empty());
}

TEST(Options, what_is_missing_or_unknown_is_named) {
  Problems problems;
  EXPECT_FALSE(parse_options({"--allow", "a", "-O2", "--output"}, problems).has_value());
  std::string text;
  for (const Problem& problem : problems) {
    text += to_text(problem) + "\n";
  }
  EXPECT_THAT(text, HasSubstr("ferrule-bindgen: unknown option '-O2'"));
  EXPECT_THAT(text, HasSubstr("--helpers is missing"));
  EXPECT_THAT(text, HasSubstr("--probes is missing"));
  EXPECT_THAT(text, HasSubstr("--output is missing"));
  EXPECT_THAT(usage(), HasSubstr("--allow DIR"));
}

}  // namespace
}  // namespace ferrule::kernel::bindgen
