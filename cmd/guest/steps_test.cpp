// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/steps.hpp"

#include <gtest/gtest.h>

namespace ferrule::cmd::guest {
namespace {

using Words = std::vector<std::string>;

std::vector<Step> good(const std::string& text) {
  auto steps = parse_steps(text);
  EXPECT_TRUE(steps.has_value()) << steps.error().line << ": " << steps.error().what;
  return steps ? std::move(*steps) : std::vector<Step>();
}

StepError bad(const std::string& text) {
  const auto steps = parse_steps(text);
  EXPECT_FALSE(steps.has_value()) << text;
  return steps ? StepError{} : steps.error();
}

TEST(Steps, ReadsEachAction) {
  const auto steps = good(
      "# a comment\n\ninsmod hello.ko times=3\nrmmod hello  # and another\nrun /bin/check -v\n"
      "echo 7 4 > /proc/sys/kernel/printk\nread /proc/version\nshell\n");
  ASSERT_EQ(steps.size(), 6U);
  EXPECT_EQ(steps[0].action, Action::Insmod);
  EXPECT_EQ(steps[0].words, (Words{"hello.ko", "times=3"}));
  EXPECT_EQ(steps[0].text, "insmod hello.ko times=3");
  EXPECT_EQ(steps[1].words, Words{"hello"});
  EXPECT_EQ(steps[2].words, (Words{"/bin/check", "-v"}));
  EXPECT_EQ(steps[3].words, (Words{"7 4", "/proc/sys/kernel/printk"}));
  EXPECT_EQ(steps[4].action, Action::Read);
  EXPECT_EQ(steps[5].action, Action::Shell);
  EXPECT_TRUE(has_shell(steps));
}

TEST(Steps, ReadsExpectationsAndLimits) {
  const auto steps = good("expect EINVAL within 5 insmod a.ko\nrun a\nexpect \"a b\" read /x\n");
  EXPECT_EQ(steps[0].expect, "EINVAL");
  EXPECT_EQ(steps[0].within_s, 5U);
  EXPECT_FALSE(steps[1].expect.has_value());
  EXPECT_EQ(steps[1].within_s, 60U);
  EXPECT_EQ(steps[2].expect, "a b");
}

TEST(Steps, ReadsQuotes) {
  const auto steps = good(R"(insmod a.ko name="a b" "quote=\"x\"" empty="" "#no"=1)");
  EXPECT_EQ(steps[0].words, (Words{"a.ko", "name=a b", "quote=\"x\"", "empty=", "#no=1"}));
}

TEST(Steps, RepeatsAreOneStep) {
  const auto steps = good("repeat 1000\ninsmod a.ko\nrmmod a\nend\nrun b\n");
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].count, 1000U);
  EXPECT_EQ(steps[0].body.size(), 2U);
  EXPECT_EQ(steps[0].text, "repeat 1000: insmod a.ko; rmmod a");
  EXPECT_FALSE(has_shell(steps));
}

TEST(Steps, MistakesAreNamedWithTheirLine) {
  EXPECT_EQ(bad("run a\nfly away\n").line, 2U);
  EXPECT_NE(bad("fly away\n").what.find("\"fly\""), std::string::npos);
  for (const std::string text : {"insmod",
                                 "rmmod",
                                 "rmmod a b",
                                 "run",
                                 "read",
                                 "echo 1",
                                 "echo 1 > ",
                                 "echo 1 \">\" /x",
                                 "shell now",
                                 "repeat",
                                 "repeat 0",
                                 "repeat x",
                                 "repeat 9999999",
                                 "repeat 2",
                                 "end",
                                 "repeat 2\nend",
                                 "repeat 2\nrepeat 2\nrun a\nend\nend",
                                 "repeat 2\nshell\nend",
                                 "run \"a",
                                 "expect",
                                 "expect 3",
                                 "within 0 run a",
                                 "within 4000 run a",
                                 "expect 1 shell",
                                 "within 5 repeat 2"}) {
    EXPECT_FALSE(bad(text).what.empty()) << text;
  }
}

TEST(Steps, NoStepsAreFine) { EXPECT_TRUE(good("\n# nothing\n").empty()); }

}  // namespace
}  // namespace ferrule::cmd::guest
