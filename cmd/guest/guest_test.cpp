// SPDX-License-Identifier: Apache-2.0 OR MIT
// How a guest can end, with scripts in the place of QEMU. tests/guest boots real kernels.
#include "cmd/guest/guest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cmd/guest/host_file.hpp"
#include "cmd/guest/qemu.hpp"
#include "cmd/guest/report.hpp"

namespace ferrule::cmd::guest {
namespace {

namespace fs = std::filesystem;

class Listener final : public GuestListener {
 public:
  void line(const std::string& text) override { lines.push_back(text); }
  void bytes(const std::string& piece) override { all += piece; }

  std::vector<std::string> lines;
  std::string all;
};

class GuestTest : public testing::Test {
 protected:
  GuestTest() {
    auto made = TemporaryFolder::make(fs::temp_directory_path().string());
    EXPECT_TRUE(made.has_value());
    plan_.kernel = made->path() + "/bzImage";
    plan_.qemu = made->path() + "/qemu";
    plan_.init = "/bin/true";
    plan_.timeout_s = 60;
    kept_.push_back(std::move(*made));
    EXPECT_TRUE(write_whole(plan_.kernel, "x").has_value());
  }

  /// The guest that `script` plays.
  Result<GuestRun, Problem> play(const std::string& script) {
    EXPECT_TRUE(write_whole(plan_.qemu, "#!/bin/sh\n" + script).has_value());
    fs::permissions(plan_.qemu, fs::perms::owner_all);
    return run_guest(plan_, listener_);
  }

  GuestPlan plan_;
  Listener listener_;
  std::vector<TemporaryFolder> kept_;
};

TEST_F(GuestTest, PassesWhenEverythingDid) {
  plan_.steps = "run a\n";
  const auto run = play(
      "echo '[    1.000001] guest> 1..2'; echo '[    1.000002] guest> ok 1 run a'\n"
      "printf '[    1.000003] guest> ok 2 the kernel is sound'");
  ASSERT_TRUE(run.has_value());
  EXPECT_TRUE(run->passed());
  EXPECT_EQ(run->end, GuestEnd::PoweredOff);
  EXPECT_EQ(run->log.size(), 3U);
  EXPECT_EQ(listener_.lines,
            (std::vector<std::string>{"1..2", "ok 1 run a", "ok 2 the kernel is sound"}));
  EXPECT_TRUE(listener_.all.ends_with("sound"));
  const auto json = to_json(*run);
  EXPECT_EQ(json["ok"], true);
  EXPECT_EQ(json["passed"], 2);
  EXPECT_EQ(json["results"][0]["name"], "run a");
  EXPECT_NE(summary(*run).find("2 passed, 0 failed"), std::string::npos);
}

TEST_F(GuestTest, AFailedStepIsNamed) {
  plan_.steps = "run a\n";
  const auto run = play(
      "echo '[    1.000001] guest> 1..1'; echo '[    1.0] x'\n"
      "echo '[    1.000002] guest> not ok 1 run a'");
  ASSERT_TRUE(run.has_value());
  EXPECT_FALSE(run->passed());
  EXPECT_EQ(run->end, GuestEnd::PoweredOff);
  const Problem problem = problem_of(*run, plan_.timeout_s);
  EXPECT_EQ(problem.code, "E-GUEST");
  EXPECT_EQ(problem.headline, "a step failed: run a");
}

TEST_F(GuestTest, ASplatFailsARunWhoseStepsPassed) {
  plan_.steps = "run a\n";
  const auto run = play(
      "echo '[    1.000001] guest> 1..1'; echo '[    1.000002] UBSAN: shift-out-of-bounds in x'\n"
      "echo '[    1.000002] guest> ok 1 run a'");
  ASSERT_TRUE(run.has_value());
  EXPECT_TRUE(run->tests.passed());
  EXPECT_FALSE(run->passed());
  ASSERT_EQ(run->splats.size(), 1U);
  EXPECT_EQ(run->splats[0].step, "run a");
}

TEST_F(GuestTest, APanicIsOne) {
  plan_.steps = "run a\nrun b\n";
  const auto run = play(
      "echo '[    1.000001] guest> 1..2'; echo '[    1.000002] guest> ok 1 run a'\n"
      "echo '[    1.000003] Kernel panic - not syncing: why'");
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->end, GuestEnd::Panicked);
  EXPECT_EQ(run->splats[0].step, "run b");
  const std::string text = to_text(problem_of(*run, plan_.timeout_s), false);
  EXPECT_NE(text.find("the kernel panicked"), std::string::npos);
  EXPECT_NE(text.find("run b"), std::string::npos);
}

TEST_F(GuestTest, AnEndBeforeTheLastStepIsNoPass) {
  plan_.steps = "run a\nrun b\n";
  const auto run =
      play("echo '[    1.000001] guest> 1..2'; echo '[    1.000002] guest> ok 1 run a'");
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->end, GuestEnd::Died);
  EXPECT_FALSE(run->passed());
}

TEST_F(GuestTest, ALimitEndsIt) {
  plan_.timeout_s = 1;
  const auto run = play("echo '[    1.000001] guest> 1..1'; exec sleep 100");
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->end, GuestEnd::TimedOut);
  EXPECT_LT(run->total_ms, 30'000U);
  const Problem problem = problem_of(*run, plan_.timeout_s);
  EXPECT_EQ(problem.exit, ExitCode::Timeout);
  EXPECT_EQ(problem.code, "E-TIMEOUT");
}

TEST_F(GuestTest, QemusOwnErrorsAreTold) {
  const auto run = play("echo 'qemu: could not load kernel' >&2; exit 1");
  ASSERT_FALSE(run.has_value());
  EXPECT_EQ(run.error().code, "E-QEMU");
  EXPECT_NE(to_text(run.error(), false).find("could not load kernel"), std::string::npos);
}

TEST_F(GuestTest, WithoutQemuItSaysWhatToInstall) {
  const auto run = run_guest(plan_);
  ASSERT_FALSE(run.has_value());
  EXPECT_EQ(run.error().code, "E-QEMU");
  EXPECT_NE(to_text(run.error(), false).find("apt install qemu-system-x86"), std::string::npos);
}

TEST_F(GuestTest, StepsAreReadBeforeAnythingStarts) {
  plan_.steps = "run a\nfly\n";
  const auto run = play("exit 0");
  ASSERT_FALSE(run.has_value());
  EXPECT_EQ(run.error().code, "E-STEPS");
  EXPECT_EQ(run.error().where, "steps, line 2");
}

TEST_F(GuestTest, QemuCanReadTheInitramfs) {
  plan_.steps = "";
  const auto run = play(
      "while [ \"$1\" != -initrd ]; do shift; done\n"
      "head -c 6 \"$2\"; echo; echo '[    1.000001] guest> 1..0'");
  ASSERT_TRUE(run.has_value());
  ASSERT_EQ(run->log.size(), 2U);
  EXPECT_EQ(run->log[0], "070701");
}

TEST_F(GuestTest, WhatIsNoUtf8IsReplacedInJson) {
  const auto run = play("printf '[    1.000001] guest> 1..0\\n[    1.000002] \\377\\n'");
  ASSERT_TRUE(run.has_value());
  EXPECT_NE(to_json_text(*run).find("\xef\xbf\xbd"), std::string::npos);
}

TEST(Qemu, CountsInstructionsOnOneProcessor) {
  const auto words = qemu_command({.image = "i", .initramfs = "r", .icount = true});
  EXPECT_THAT(words, testing::Contains("shift=0,sleep=off"));
  EXPECT_THAT(words, testing::Contains("q35,accel=tcg"));
  EXPECT_THAT(qemu_command({.image = "i", .initramfs = "r"}),
              testing::Not(testing::Contains("-icount")));
}

TEST(Qemu, AddsToTheCommandLineOfTheKernel) {
  const auto words =
      qemu_command({.image = "i", .initramfs = "r", .kernel_arguments = {"kasan_multi_shot"}});
  EXPECT_THAT(words.back(), testing::HasSubstr("console=ttyS0"));
  EXPECT_THAT(words.back(), testing::EndsWith(" kasan_multi_shot"));
}

}  // namespace
}  // namespace ferrule::cmd::guest
