// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/cpio.hpp"

#include <gtest/gtest.h>

#include <map>

namespace ferrule::cmd::guest {
namespace {

struct Member {
  u64 mode = 0;
  u64 links = 0;
  u64 major = 0;
  u64 minor = 0;
  std::string contents;
};

u64 hex(const std::string& text) {
  u64 value = 0;
  for (const char c : text) {
    value = value * 16 + static_cast<u64>(c <= '9' ? c - '0' : c - 'A' + 10);
  }
  return value;
}

/// A reader of its own, straight from the format's description.
std::map<std::string, Member> unpack(const std::string& bytes) {
  std::map<std::string, Member> members;
  usize at = 0;
  while (bytes.substr(at, 6) == "070701") {
    const auto field = [&bytes, at](usize index) {
      return hex(bytes.substr(at + 6 + index * 8, 8));
    };
    const usize name_size = field(11);
    const usize data = (at + 110 + name_size + 3) / 4 * 4;
    const std::string name = bytes.substr(at + 110, name_size - 1);
    EXPECT_EQ(bytes.substr(at + 110 + name_size - 1, 1), std::string(1, '\0'));
    members[name] = {.mode = field(1),
                     .links = field(4),
                     .major = field(9),
                     .minor = field(10),
                     .contents = bytes.substr(data, field(6))};
    at = (data + field(6) + 3) / 4 * 4;
  }
  EXPECT_EQ(at, bytes.size());
  return members;
}

TEST(Cpio, HoldsWhatWasAdded) {
  CpioArchive archive;
  archive.add_file("/a/b/file", "hello", 0755);
  archive.add_link("/bin/sh", "busybox");
  archive.add_character_device("/dev/console", 0600, 5, 1);
  const auto members = unpack(std::move(archive).finish());
  EXPECT_EQ(members.at("a/b/file").mode, 0100755U);
  EXPECT_EQ(members.at("a/b/file").contents, "hello");
  EXPECT_EQ(members.at("a/b/file").links, 1U);
  EXPECT_EQ(members.at("bin/sh").mode, 0120777U);
  EXPECT_EQ(members.at("bin/sh").contents, "busybox");
  EXPECT_EQ(members.at("dev/console").mode, 0020600U);
  EXPECT_EQ(members.at("dev/console").major, 5U);
  EXPECT_EQ(members.at("dev/console").minor, 1U);
  EXPECT_TRUE(members.contains("TRAILER!!!"));
}

TEST(Cpio, AddsEachFolderOnceAndBeforeWhatIsInIt) {
  CpioArchive archive;
  archive.add_folder("/a/b");
  archive.add_file("/a/b/one", "1", 0644);
  archive.add_file("/a/b/two", "2", 0644);
  const std::string bytes = std::move(archive).finish();
  const auto members = unpack(bytes);
  EXPECT_EQ(members.size(), 5U);
  EXPECT_EQ(members.at("a").mode, 0040755U);
  EXPECT_LT(bytes.find("a/b"), bytes.find("a/b/one"));
}

TEST(Cpio, KeepsEveryLengthAligned) {
  for (usize size = 0; size < 9; ++size) {
    CpioArchive archive;
    archive.add_file("/" + std::string(size + 1, 'n'), std::string(size, 'x'), 0644);
    const auto members = unpack(std::move(archive).finish());
    EXPECT_EQ(members.at(std::string(size + 1, 'n')).contents.size(), size);
  }
}

TEST(Cpio, KnowsWhatItHas) {
  CpioArchive archive;
  archive.add_file("/bin/true", "", 0755);
  EXPECT_TRUE(archive.has("/bin/true"));
  EXPECT_TRUE(archive.has("/bin"));
  EXPECT_FALSE(archive.has("/bin/false"));
}

}  // namespace
}  // namespace ferrule::cmd::guest
