// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/module/findings.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace ferrule::cmd {
namespace {

TEST(Findings, AreReadFromWhatTheCompilerSays) {
  const std::vector<Finding> found = findings_in(
      "  CHECK   /tmp/blinky/blinky.cpp\n"
      "/tmp/a:b/blinky.cpp:61:33: error: dereference of a raw pointer; use [x] "
      "[ferrule-ptr-deref]\n"
      "   61 | int peek(const int* p) { return *p; }\n"
      "/tmp/a:b/blinky.cpp:62:7: note: invalidated here [ferrule-no]\n"
      "make[2]: *** [module.mk:95: blinky.checked] Error 1\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], (Finding{.file = "/tmp/a:b/blinky.cpp",
                               .line = 61,
                               .column = 33,
                               .rule = "ptr-deref",
                               .message = "dereference of a raw pointer; use [x]"}));
}

TEST(Findings, EachCountsOnce) {
  const std::string line = "a.hpp:1:2: error: m [ferrule-cast]\n";
  EXPECT_EQ(findings_in(line + line).size(), 1U);
}

TEST(Findings, OtherErrorsAreNone) {
  for (const std::string line :
       {"a.cpp:1:2: error: unused function 'f' [-Werror,-Wunused-function]", "", "a.cpp",
        "a.cpp:1:2: error: m [ferrule-cast", "a.cpp: error: m [ferrule-cast]",
        ":1:2: error: m [ferrule-cast]", "a.cpp:x:2: error: m [ferrule-cast]",
        "a.cpp:1:: error: m [ferrule-cast]", "a.cpp:1:2 [ferrule-x]: error: ]",
        "a.cpp:12345678901:2: error: m [ferrule-cast]", ": error:  [ferrule-x]"}) {
    EXPECT_TRUE(findings_in(line).empty()) << line;
  }
}

TEST(Findings, BecomeAProblemThatNamesTheFirst) {
  const std::vector<Finding> found =
      findings_in("b.cpp:3:1: error: m [ferrule-cast]\nb.cpp:4:1: error: m [ferrule-decay]\n");
  const std::string text = to_text(outside_the_subset("blinky", found), false);
  EXPECT_NE(text.find("E-SUBSET"), std::string::npos) << text;
  EXPECT_NE(text.find("in 2 places"), std::string::npos) << text;
  EXPECT_NE(text.find("b.cpp:3"), std::string::npos) << text;
  EXPECT_EQ(to_json(found)[1]["rule"], "decay");
}

TEST(Regions, OfTheModuleItselfAreKept) {
  const std::vector<UnsafeRegion> regions = regions_in(
      R"({"function":"f","kind":"block","reason":"why","region":"sub/a.hpp:7:3"})"
      "\n"
      R"({"function":"g","kind":"block","reason":"no","region":"/usr/include/ferrule/a.hpp:1:1"})"
      "\nnot JSON\n[]\n{}\n{\"region\": 5}\n");
  ASSERT_EQ(regions.size(), 1U);
  EXPECT_EQ(regions[0], (UnsafeRegion{"sub/a.hpp", 7, "f", "why"}));
  EXPECT_EQ(to_json(regions)[0]["line"], 7);
}

}  // namespace
}  // namespace ferrule::cmd
