// SPDX-License-Identifier: Apache-2.0 OR MIT
// Boots stock kernels: what works inside, and every way in which a step can fail there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <sstream>

#include "cmd/guest/guest.hpp"

namespace ferrule::cmd::guest {
namespace {

std::vector<std::string> header_folders() {
  std::istringstream text(FERRULE_KERNEL_HEADERS);
  std::vector<std::string> folders;
  for (std::string folder; text >> folder;) {
    folders.push_back(folder);
  }
  return folders;
}

class BootTest : public testing::TestWithParam<std::string> {
 protected:
  /// Everything a failure needs to be understood is in the log, so it is printed.
  static GuestRun boot(const std::string& steps) {
    GuestPlan plan;
    plan.kernel = GetParam();
    plan.steps = steps;
    plan.files = {{FERRULE_GUEST_SAMPLE, "/bin/sample"},
                  {FERRULE_GUEST_SAMPLE, "/modules/broken.ko"}};
    plan.init = FERRULE_GUEST_INIT;
    auto run = run_guest(plan);
    EXPECT_TRUE(run.has_value()) << to_text(run.error(), false);
    if (!run) {
      return {};
    }
    std::cout << run->kernel.release << ": booted in " << run->boot_ms << " ms, ended after "
              << run->total_ms << " ms\n";
    for (const std::string& line : run->log) {
      std::cout << "  " << line << "\n";
    }
    return std::move(*run);
  }
};

/// How many letters the sample's long line came with: the kernel's log takes no such line in one
/// piece. What the kernel itself says meanwhile begins with its time.
usize letters_of(const std::vector<std::string>& notes) {
  usize letters = 0;
  for (const std::string& note : notes) {
    letters += note.starts_with('[') ? 0 : static_cast<usize>(std::ranges::count(note, 'x'));
  }
  return letters;
}

TEST_P(BootTest, CarriesOutStepsAndPowersOff) {
  const GuestRun run = boot(
      "run sample report\nexpect 3 run sample fail\nexpect SIGSEGV run sample crash\n"
      "expect ENOENT run nothing\n"
      "expect ENOENT insmod nothing.ko\nexpect ENOEXEC insmod broken.ko\n"
      "expect ENOENT rmmod nothing\n"
      "echo 7 > /proc/sys/vm/swappiness\nexpect 7 read /proc/sys/vm/swappiness\n"
      "expect EINVAL echo x > /proc/sys/vm/swappiness\nexpect ENOENT echo 1 > /proc/nothing\n"
      "run sample long\nrepeat 3\nrun sample\nread /proc/version\nend\nread "
      "/proc/sys/kernel/osrelease\n");
  EXPECT_TRUE(run.passed());
  EXPECT_EQ(run.end, GuestEnd::PoweredOff);
  ASSERT_EQ(run.tests.results.size(), 16U);
  ASSERT_EQ(run.tests.results[0].parts.size(), 2U);
  EXPECT_EQ(run.tests.results[0].parts[1].verdict, Verdict::Expected);
  EXPECT_EQ(letters_of(run.tests.results[11].notes), 3'000U);
  EXPECT_THAT(run.tests.results[13].notes, testing::Contains(run.kernel.release));
}

TEST_P(BootTest, FailuresAreSeenUpToThePanic) {
  const GuestRun run = boot(
      "run sample fail\nrun sample crash\nwithin 2 run sample sleep\nrun nothing\n"
      "insmod nothing.ko\nrmmod nothing\nexpect 8 read /proc/sys/vm/swappiness\n"
      "repeat 5\nrun sample\nrun sample fail\nend\n"
      "echo c > /proc/sysrq-trigger\nrun sample\n");
  EXPECT_FALSE(run.passed());
  EXPECT_EQ(run.end, GuestEnd::Panicked);
  const std::vector<std::string> wanted = {"expected 0, got 3",
                                           "expected 0, got SIGSEGV",
                                           "did not end within 2 s and was killed",
                                           "cannot be started: ENOENT",
                                           "expected ok, got ENOENT",
                                           "expected ok, got ENOENT",
                                           "expected 8, got 60",
                                           "in round 1: run sample fail"};
  ASSERT_EQ(run.tests.results.size(), wanted.size() + 1);
  for (usize i = 0; i < wanted.size(); ++i) {
    EXPECT_EQ(run.tests.results[i].verdict, Verdict::Failed) << i;
    EXPECT_THAT(run.tests.results[i].notes, testing::Contains(wanted[i]));
  }
  EXPECT_EQ(run.tests.results.back().name, "echo c > /proc/sysrq-trigger");
  ASSERT_EQ(run.splats.size(), 1U);
  EXPECT_EQ(run.splats[0].kind, SplatKind::Panic);
  EXPECT_EQ(run.splats[0].step, "echo c > /proc/sysrq-trigger");
}

// Without kernels there is nothing to boot: said by a test that is skipped.
TEST(Boot, HasKernels) {
  if (header_folders().empty()) {
    GTEST_SKIP() << "no headers of a kernel are installed: setup/install kernel";
  }
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BootTest);
INSTANTIATE_TEST_SUITE_P(Stock, BootTest, testing::ValuesIn(header_folders()));

}  // namespace
}  // namespace ferrule::cmd::guest
