// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/ktap.hpp"

#include <gtest/gtest.h>

#include "cmd/guest/lines.hpp"

namespace ferrule::cmd::guest {
namespace {

using Kind = KtapLine::Kind;
using Directive = KtapLine::Directive;

const std::string kTodo = "# TODO";  // tidy: allow left-open, KTAP's word

KtapReport read(const std::string& text) {
  KtapReader reader;
  for (const std::string& line : lines_of(text)) {
    reader.feed(line);
  }
  return std::move(reader).finish("the end");
}

TEST(KtapLine, ReadsResults) {
  const KtapLine line = read_ktap_line("    not ok 12 - opens twice " + kTodo + " later");
  EXPECT_EQ(line.kind, Kind::Result);
  EXPECT_EQ(line.depth, 1U);
  EXPECT_FALSE(line.ok);
  EXPECT_EQ(line.number, 12U);
  EXPECT_EQ(line.name, "opens twice");
  EXPECT_EQ(line.directive, Directive::Expected);
  EXPECT_EQ(line.reason, "later");
}

TEST(KtapLine, TakesDirectivesInAnyCaseAndHashesInNames) {
  EXPECT_EQ(read_ktap_line("ok 1 a # skip no device").directive, Directive::Skip);
  EXPECT_EQ(read_ktap_line("ok 1 a # SKIP").reason, "");
  EXPECT_EQ(read_ktap_line("ok 1 a #1 # Skip: why").name, "a #1");
  EXPECT_EQ(read_ktap_line("ok 1 a # SKIPPED").directive, Directive::None);
  EXPECT_EQ(read_ktap_line("not ok 1 a # TIMEOUT 45 seconds").directive, Directive::Timeout);
  EXPECT_EQ(read_ktap_line("not ok 1 a # XFAIL").directive, Directive::Expected);
  EXPECT_EQ(read_ktap_line("ok 1 a # ERROR").directive, Directive::Error);
}

TEST(KtapLine, TellsTextFromKtap) {
  for (const std::string text : {"", "okay 1 x", "not okay", "1..", "1..x", "12..3", "hello",
                                 "1..3 x", "nok 1", "not  ok 1"}) {
    EXPECT_EQ(read_ktap_line(text).kind, Kind::Text) << text;
  }
  EXPECT_EQ(read_ktap_line("ok").kind, Kind::Result);
  EXPECT_EQ(read_ktap_line("KTAP version 1").kind, Kind::Version);
  EXPECT_EQ(read_ktap_line("1..0 # SKIP nothing to do").kind, Kind::Plan);
  EXPECT_EQ(read_ktap_line("1..999999999999999999999").kind, Kind::Text);
  EXPECT_EQ(read_ktap_line("Bail out! no memory").name, "no memory");
  EXPECT_EQ(read_ktap_line("        # Subtest: x").depth, 2U);
}

TEST(Ktap, CountsAFlatDocument) {
  const KtapReport report = read("KTAP version 1\n1..3\nok 1 a\nok 2 b # SKIP\nok 3 c\n");
  EXPECT_TRUE(report.passed());
  const Tally all = tally(report.results);
  EXPECT_EQ(all.passed, 2U);
  EXPECT_EQ(all.skipped, 1U);
  EXPECT_EQ(all.failed, 0U);
}

TEST(Ktap, NestsAsKUnitDoes) {
  const KtapReport report = read(
      "KTAP version 1\n1..1\n    KTAP version 1\n    # Subtest: suite\n    1..2\n"
      "    ok 1 first\n    # second: EXPECTATION FAILED at x.c:3\n    not ok 2 second\n"
      "not ok 1 suite\n");
  ASSERT_EQ(report.results.size(), 1U);
  const TestResult& suite = report.results[0];
  ASSERT_EQ(suite.parts.size(), 2U);
  EXPECT_EQ(suite.parts[1].verdict, Verdict::Failed);
  ASSERT_EQ(suite.parts[1].notes.size(), 1U);
  EXPECT_EQ(suite.parts[1].notes[0], "second: EXPECTATION FAILED at x.c:3");
  EXPECT_EQ(tally(report.results).failed, 1U);
  EXPECT_EQ(tally(report.results).passed, 1U);
}

TEST(Ktap, AFailedPartFailsTheWhole) {
  const KtapReport report = read("1..1\n    1..1\n    not ok 1 inner\nok 1 outer\n");
  EXPECT_EQ(report.results[0].verdict, Verdict::Failed);
  EXPECT_FALSE(report.passed());
}

TEST(Ktap, AMissingPartFailsTheWhole) {
  const KtapReport report = read("1..1\n    1..2\n    ok 1 inner\nok 1 outer\n");
  EXPECT_EQ(report.results[0].verdict, Verdict::Failed);
  EXPECT_EQ(report.results[0].notes[0], "planned 2 tests, saw 1");
  EXPECT_EQ(tally(report.results).failed, 1U);
}

TEST(Ktap, TakesDocumentsOneAfterTheOther) {
  const KtapReport report = read(
      "1..1\n    KTAP version 1\n    1..1\n    ok 1 a\n    KTAP version 1\n    1..1\n    ok 1 a\n"
      "ok 1 outer\n");
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(report.results[0].parts.size(), 2U);
}

TEST(Ktap, ExpectedFailuresAreNone) {
  const KtapReport report = read("1..2\nnot ok 1 a " + kTodo + "\nnot ok 2 b # XFAIL\n");
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(tally(report.results).skipped, 2U);
}

TEST(Ktap, AResultThatTimedOutFails) { EXPECT_FALSE(read("1..1\nok 1 a # TIMEOUT\n").passed()); }

TEST(Ktap, WithoutItsPlanOrItsResultsItDidNotPass) {
  EXPECT_FALSE(read("").passed());
  EXPECT_FALSE(read("ok 1 a\n").passed());
  EXPECT_FALSE(read("1..2\nok 1 a\n").passed());
  EXPECT_FALSE(read("1..1\nok 1 a\nok 2 b\n").passed());
  EXPECT_FALSE(read("1..1\nok 1 a\nBail out! no memory\n").passed());
  EXPECT_TRUE(read("1..0\n").passed());
}

TEST(Ktap, WhatBeganAndDidNotEndIsAFailure) {
  const KtapReport report = read("1..2\nok 1 a\n    ok 1 inner\n    # last words\n");
  ASSERT_EQ(report.results.size(), 2U);
  EXPECT_EQ(report.results[1].name, "the end");
  EXPECT_EQ(report.results[1].verdict, Verdict::Failed);
  EXPECT_EQ(report.results[1].notes[0], "last words");
  EXPECT_EQ(report.results[1].parts[0].name, "inner");
}

TEST(Ktap, WhatIsSaidAfterTheEndIsNoTest) {
  EXPECT_TRUE(read("1..1\nok 1 a\n    # reboot: Power down\n").passed());
}

TEST(Ktap, DepthIsBounded) {
  KtapReader reader;
  reader.feed(std::string(100'000, ' ') + "ok 1 deep");
  EXPECT_FALSE(std::move(reader).finish("the end").passed());
}

}  // namespace
}  // namespace ferrule::cmd::guest
