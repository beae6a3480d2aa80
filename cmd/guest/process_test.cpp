// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/process.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <iostream>

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

TEST(Process, ReadsNothingFromTheTerminal) {
  const auto done = run({.words = {"/bin/cat"}}, 20'000);
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(done->exit.is_success());
  EXPECT_EQ(done->output, "");
}

}  // namespace
}  // namespace ferrule::cmd::guest
