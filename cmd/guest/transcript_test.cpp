// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/transcript.hpp"

#include <gtest/gtest.h>

#include "cmd/guest/lines.hpp"

namespace ferrule::cmd::guest {
namespace {

using Source = ConsoleLine::Source;

TEST(ConsoleLine, TellsWhoSpeaks) {
  const ConsoleLine kernel = read_console_line("[   12.345678] hello: Hi");
  EXPECT_EQ(kernel.source, Source::Kernel);
  EXPECT_EQ(kernel.time_us, 12'345'678U);
  EXPECT_EQ(kernel.text, "hello: Hi");
  const ConsoleLine guest = read_console_line("[    1.000001] guest>     # x");
  EXPECT_EQ(guest.source, Source::Guest);
  EXPECT_EQ(guest.text, "    # x");
  EXPECT_EQ(read_console_line("login:").source, Source::Other);
}

TEST(ConsoleLine, DropsCallersAndTerminalControl) {
  EXPECT_EQ(read_console_line("[    1.000001][    T1] hello").text, "hello");
  EXPECT_EQ(read_console_line("[    1.000001][   C12] guest> ok 1 a").source, Source::Guest);
  EXPECT_EQ(read_console_line("[    1.000001] [Firmware Bug]: x").text, "[Firmware Bug]: x");
  EXPECT_EQ(read_console_line("\033[2J\033[1;1H[    0.000000] Linux").text, "Linux");
}

TEST(ConsoleLine, KeepsWhatIsNotAscii) {
  EXPECT_EQ(read_console_line("[    1.000001] \xc3\xa4\x01\xff").text, "\xc3\xa4\xff");
}

TEST(ConsoleLine, TakesDamagedStampsAsText) {
  for (const std::string raw :
       {"[", "[]", "[ 1.2] x", "[    1.0000x1] x", "[1.2.345678] x", "[   "}) {
    EXPECT_EQ(read_console_line(raw).source, Source::Other) << raw;
  }
  EXPECT_EQ(read_console_line("[    1.000001]").text, "");
}

struct Read {
  KtapReport report;
  std::vector<Splat> splats;
  std::string document;
};
Read read(const std::string& console, const std::vector<std::string>& steps) {
  Transcript transcript(steps);
  Read result;
  for (const std::string& line : lines_of(console)) {
    result.document += transcript.feed(line) + "\n";
  }
  result.report = transcript.take_report();
  result.splats = transcript.splats();
  return result;
}

TEST(Transcript, NestsWhatTheKernelReports) {
  const Read got = read(
      "[    1.000001] guest> 1..2\n[    1.000002] hello: Hi\n[    1.000003] KTAP version 1\n"
      "[    1.000004] 1..1\n[    1.000005]     # Subtest: s\n[    1.000006] ok 1 inner\n"
      "[    1.000007] guest> ok 1 insmod\n[    1.000008] ok 2 no report\n"
      "[    1.000009] guest> ok 2 run\n",
      {"insmod", "run"});
  EXPECT_TRUE(got.report.passed());
  ASSERT_EQ(got.report.results.size(), 2U);
  ASSERT_EQ(got.report.results[0].parts.size(), 1U);
  const std::vector<std::string>& notes = got.report.results[0].parts[0].notes;
  EXPECT_EQ(notes, (std::vector<std::string>{"Subtest: s", "[    1.000002] hello: Hi"}));
  // Without "KTAP version 1" a line of the kernel is no result, whatever it looks like.
  EXPECT_TRUE(got.report.results[1].parts.empty());
  EXPECT_NE(got.document.find("    ok 1 inner\nok 1 insmod\n"), std::string::npos);
  EXPECT_NE(got.document.find("    # [    1.000002] hello: Hi\n"), std::string::npos);
}

TEST(Transcript, AFailingKernelTestFailsItsStep) {
  const Read got = read(
      "[    1.000001] guest> 1..1\n[    1.000003] KTAP version 1\n[    1.000004] 1..1\n"
      "[    1.000006] not ok 1 inner\n[    1.000007] guest> ok 1 insmod\n",
      {"insmod"});
  EXPECT_FALSE(got.report.passed());
  EXPECT_EQ(tally(got.report.results).failed, 1U);
}

TEST(Transcript, NamesTheStepOfASplat) {
  const Read got = read(
      "[    0.500000] WARNING: CPU: 0 PID: 1 at boot\n[    0.500001] ---[ end trace 0 ]---\n"
      "[    1.000001] guest> 1..3\n[    1.000002] guest> ok 1 a\n"
      "[    1.000003] Kernel panic - not syncing: x\n",
      {"a", "b"});
  ASSERT_EQ(got.splats.size(), 2U);
  EXPECT_EQ(got.splats[0].step, "");
  EXPECT_EQ(got.splats[1].step, "b");
  EXPECT_FALSE(got.report.passed());
  ASSERT_EQ(got.report.results.size(), 2U);
  EXPECT_EQ(got.report.results[1].name, "b");
  EXPECT_EQ(got.report.results[1].reason, "did not end");
}

}  // namespace
}  // namespace ferrule::cmd::guest
