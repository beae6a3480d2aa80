// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/initramfs.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "cmd/guest/host_file.hpp"
#include "cmd/guest/libraries.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::cmd::guest {
namespace {

TEST(GuestFile, IsWrittenWithOrWithoutItsPlace) {
  EXPECT_EQ(parse_guest_file("a/b.ko")->host, "a/b.ko");
  EXPECT_EQ(parse_guest_file("a/b.ko")->guest, "");
  EXPECT_EQ(parse_guest_file("a:/etc/a")->guest, "/etc/a");
  for (const std::string text : {"", ":/x", "a:", "a:relative"}) {
    EXPECT_FALSE(parse_guest_file(text).has_value()) << text;
  }
}

TEST(Libraries, AProgramOfThisMachineNamesThem) {
  const auto bytes = read_whole("/bin/sh");
  ASSERT_TRUE(bytes.has_value());
  EXPECT_TRUE(interpreter_of(*bytes).starts_with("/lib"));
  const auto libraries = libraries_of("/bin/sh", *bytes);
  ASSERT_TRUE(libraries.has_value());
  EXPECT_TRUE(std::ranges::any_of(
      *libraries, [](const std::string& path) { return path.ends_with("/libc.so.6"); }));
}

TEST(Libraries, WhatIsNoProgramNeedsNone) {
  EXPECT_EQ(interpreter_of(""), "");
  EXPECT_EQ(interpreter_of("#!/bin/sh\n"), "");
  EXPECT_EQ(interpreter_of("\177ELF\2\1"), "");
}

TEST(Libraries, DamagedHeadersAreHarmless) {
  const auto whole = read_whole("/bin/sh");
  ASSERT_TRUE(whole.has_value());
  for (usize size = 0; size < 2'000; ++size) {
    EXPECT_LT(interpreter_of(std::string_view(*whole).substr(0, size)).size(), 100U);
  }
  std::string damaged = *whole;
  for (usize at = 32; at < 600; ++at) {
    damaged[at] = '\xff';
    EXPECT_LT(interpreter_of(damaged).size(), 5'000U);
  }
}

TEST(Libraries, ReadsAListing) {
  const auto paths = read_listing(
      "\tlinux-vdso.so.1 (0x00007ffd)\n\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00)\n"
      "\t/lib64/ld-linux-x86-64.so.2 (0x00007f)\n");
  ASSERT_TRUE(paths.has_value());
  EXPECT_EQ(*paths, (std::vector<std::string>{"/lib/x86_64-linux-gnu/libc.so.6",
                                              "/lib64/ld-linux-x86-64.so.2"}));
  const auto missing = read_listing("\tlibabsent.so.1 => not found\n");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error(), "libabsent.so.1");
}

TEST(Initramfs, HoldsInitStepsProgramsAndTheirLibraries) {
  const auto archive =
      make_initramfs({.init = "/bin/sh", .steps = "run sh\n", .files = {{"/bin/sh", ""}}});
  ASSERT_TRUE(archive.has_value());
  for (const std::string name : {"init", "ferrule/steps", "bin/sh", "dev/console", "modules"}) {
    EXPECT_NE(archive->find(name + std::string(1, '\0')), std::string::npos) << name;
  }
  EXPECT_NE(archive->find("/libc.so.6"), std::string::npos);
}

TEST(Initramfs, AMissingFileIsNamed) {
  const auto archive =
      make_initramfs({.init = "/bin/sh", .steps = "", .files = {{"/no/such/file", ""}}});
  ASSERT_FALSE(archive.has_value());
  EXPECT_EQ(archive.error().where, "/no/such/file");
}

}  // namespace
}  // namespace ferrule::cmd::guest
