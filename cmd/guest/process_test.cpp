// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/process.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <iostream>
#include <string>
#include <utility>

#include "cmd/guest/ending_signals.hpp"
#include "ferrule/io/deadline.hpp"

namespace ferrule::cmd::guest {
namespace {

Command shell(const std::string& script) { return {.words = {"/bin/sh", "-c", script}}; }

TEST(Process, GivesOutputAndExitCode) {
  const auto done = run(shell("echo out; echo err >&2; exit 3"), 20'000);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->exit.code, 3);
  EXPECT_EQ(done->exit.signal, 0);
  EXPECT_EQ(done->output, "out\nerr\n");
  EXPECT_FALSE(done->timed_out);
}

TEST(Process, NamesTheSignal) {
  const auto done = run(shell("kill -TERM $$"), 20'000);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->exit.signal, SIGTERM);
  EXPECT_FALSE(done->exit.is_success());
}

TEST(Process, AMissingProgramIsAnError) {
  const auto done = run({.words = {"/no/such/program"}}, 20'000);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error(), ENOENT);
}

TEST(Process, AMissingFolderIsAnError) {
  const auto done = run({.words = {"/bin/true"}, .folder = "/no/such/folder"}, 20'000);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error(), ENOENT);
}

TEST(Process, RunsInItsFolder) {
  const auto done = run({.words = {"/bin/pwd"}, .folder = "/usr"}, 20'000);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->output, "/usr\n");
}

TEST(Process, ALimitEndsIt) {
  const u64 start = io::monotonic_ms();
  const auto done = run({.words = {"/bin/sleep", "100"}}, 100);
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(done->timed_out);
  EXPECT_EQ(done->exit.signal, SIGKILL);
  EXPECT_LT(io::monotonic_ms() - start, 30'000U);
}

TEST(Process, AGrandchildWithTheStreamDoesNotHoldItUp) {
  const u64 start = io::monotonic_ms();
  const auto done = run(shell("sleep 100 & echo begun; echo $!"), 60'000);
  ASSERT_TRUE(done.has_value());
  EXPECT_FALSE(done->timed_out);
  EXPECT_LT(io::monotonic_ms() - start, 50'000U);
  ASSERT_TRUE(done->output.starts_with("begun\n"));
  static_cast<void>(run(shell("kill " + done->output.substr(6)), 20'000).has_value());
}

TEST(Process, MuchOutputIsReadWhole) {
  const auto done = run(shell("head -c 3000000 /dev/zero | tr '\\0' x"), 60'000);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->output.size(), 3'000'000U);
}

// The end may come between a look at the stream and one at the process.
TEST(Process, WhatItWroteLastIsNotLost) {
  for (u32 i = 0; i < 1'000; ++i) {
    auto process = Process::call([] {
      std::cout << "last words" << std::flush;
      return 0;
    });
    ASSERT_TRUE(process.has_value());
    std::string output;
    while (process->wait(output, 10'000) != Event::Ended) {
    }
    ASSERT_EQ(output, "last words") << "in round " << i;
  }
}

/// Whether a process of this number runs, and is no zombie.
bool is_running(const std::string& number) {
  const auto done = run(shell("grep -q '^State:.[^ZX]' /proc/" + number + "/status"), 20'000);
  return done && done->exit.is_success();
}

TEST(Process, EndsWithTheObjectAndWhatItStartedToo) {
  std::string grandchild;
  {
    auto process = Process::start(shell("sleep 100 & echo $!; wait"));
    ASSERT_TRUE(process.has_value());
    while (!grandchild.ends_with('\n')) {
      ASSERT_NE(process->wait(grandchild, 10'000), Event::Ended);
    }
    grandchild.pop_back();
    ASSERT_TRUE(is_running(grandchild));
  }
  EXPECT_FALSE(is_running(grandchild));
}

TEST(Process, EndsWithTheObjectThoughItDoesNotWantTo) {
  const u64 start = io::monotonic_ms();
  std::string number;
  {
    auto process = Process::start(shell("trap '' TERM; echo $$; while :; do sleep 1; done"));
    ASSERT_TRUE(process.has_value());
    while (!number.ends_with('\n')) {
      ASSERT_NE(process->wait(number, 10'000), Event::Ended);
    }
    number.pop_back();
  }
  EXPECT_FALSE(is_running(number));
  EXPECT_LT(io::monotonic_ms() - start, 30'000U);
}

/// What a process does that is asked to end by `signal` while it waits for a child: ends by that
/// signal, but first says where it is.
Outcome interrupted(const std::string& signal) {
  auto process = Process::call([&signal] {
    const EndingSignals held;
    const auto done = run(shell("kill -" + signal + " $PPID; exec sleep 100"), 60'000);
    std::cout << (done || done.error() != EINTR ? "not told" : "told") << std::flush;
    return 0;
  });
  Outcome outcome;
  while (process && process->wait(outcome.output, 20'000) != Event::Ended) {
  }
  outcome.exit = process ? process->exit().value_or(Exit{}) : Exit{};
  return outcome;
}

TEST(EndingSignals, AreToldToWhoeverWaitsAndEndTheProcessAfterwards) {
  for (const auto& [name, number] : {std::pair(std::string("INT"), SIGINT),
                                     {"TERM", SIGTERM},
                                     {"HUP", SIGHUP},
                                     {"QUIT", SIGQUIT}}) {
    const Outcome outcome = interrupted(name);
    EXPECT_EQ(outcome.output, "told") << name;
    EXPECT_EQ(outcome.exit.signal, number) << name;
  }
}

TEST(EndingSignals, AreNotHeldFromPrograms) {
  auto process = Process::call([] {
    const EndingSignals held;
    const auto done = run(shell("grep SigBlk /proc/self/status"), 20'000);
    std::cout << (done ? done->output : "") << std::flush;
    return 0;
  });
  ASSERT_TRUE(process.has_value());
  std::string output;
  while (process->wait(output, 20'000) != Event::Ended) {
  }
  EXPECT_EQ(output, "SigBlk:\t0000000000000000\n");
}

TEST(Process, ReadsNothingFromTheTerminal) {
  const auto done = run({.words = {"/bin/cat"}}, 20'000);
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(done->exit.is_success());
  EXPECT_EQ(done->output, "");
}

}  // namespace
}  // namespace ferrule::cmd::guest
