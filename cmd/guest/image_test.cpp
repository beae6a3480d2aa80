// SPDX-License-Identifier: Apache-2.0 OR MIT
// Image look-up with small scripts in the place of apt-get and dpkg-deb.
#include "cmd/guest/image.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "cmd/guest/host_file.hpp"

namespace ferrule::cmd::guest {
namespace {

namespace fs = std::filesystem;

class ImageTest : public testing::Test {
 protected:
  ImageTest() {
    auto made = TemporaryFolder::make(fs::temp_directory_path().string());
    EXPECT_TRUE(made.has_value());
    folder_ = made->path();
    kept_.push_back(std::move(*made));
    fs::create_directories(folder_ + "/boot");
    places_ = {.cache = folder_ + "/cache",
               .boot = folder_ + "/boot",
               .modules = folder_ + "/modules",
               .apt_get = folder_ + "/apt-get",
               .dpkg_deb = folder_ + "/dpkg-deb"};
  }

  void file(const std::string& path, const std::string& contents) const {
    fs::create_directories(fs::path(folder_ + "/" + path).parent_path());
    EXPECT_TRUE(write_whole(folder_ + "/" + path, contents).has_value());
  }
  void tool(const std::string& name, const std::string& script) const {
    file(name, "#!/bin/sh\n" + script);
    fs::permissions(folder_ + "/" + name, fs::perms::owner_all);
  }
  /// An archive as it is in the package of release 6.9.0, given out by the fake dpkg-deb.
  void working_tools() const {
    file("tree/boot/vmlinuz-6.9.0", "the image");
    file("tree/lib/modules/much", "more");
    tool("apt-get", "[ \"$*\" = 'download linux-image-6.9.0' ] && echo package > image.deb");
    tool("dpkg-deb", "[ \"$1\" = --fsys-tarfile ] && tar -C " + folder_ + "/tree -c .");
  }
  [[nodiscard]] Problem refused(const std::string& kernel) const {
    const auto found = find_image(kernel, places_);
    EXPECT_FALSE(found.has_value());
    return found ? Problem(ExitCode::Ok, "", "") : found.error();
  }

  std::string folder_;
  ImagePlaces places_;
  std::vector<TemporaryFolder> kept_;
};

TEST_F(ImageTest, BootComesBeforeTheArchive) {
  file("boot/vmlinuz-6.9.0", "x");
  const auto found = find_image("6.9.0", places_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->path, folder_ + "/boot/vmlinuz-6.9.0");
  EXPECT_EQ(found->release, "6.9.0");
}

TEST_F(ImageTest, SomeSystemsHaveItBesideTheModules) {
  file("modules/6.9.0/vmlinuz", "x");
  const auto found = find_image("6.9.0", places_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->path, folder_ + "/modules/6.9.0/vmlinuz");
}

TEST_F(ImageTest, DownloadsOnceAndKeeps) {
  working_tools();
  const std::string kept = folder_ + "/cache/images/6.9.0/vmlinuz-6.9.0";
  auto found = find_image("6.9.0", places_);
  ASSERT_TRUE(found.has_value()) << to_text(found.error(), false);
  EXPECT_EQ(found->path, kept);
  EXPECT_EQ(*read_whole(kept), "the image");
  // Nothing else stays behind.
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_ + "/cache/images/6.9.0")) {
    EXPECT_EQ(entry.path().string(), kept);
  }
  places_.apt_get = "/no/such/tool";
  EXPECT_TRUE(find_image("6.9.0", places_).has_value());
}

TEST_F(ImageTest, OfflineItSaysSo) {
  tool("apt-get", "echo 'E: Failed to fetch http://x  Could not resolve'; exit 100");
  const Problem problem = refused("6.9.0");
  EXPECT_EQ(problem.code, "E-KERNEL-IMAGE");
  const std::string text = to_text(problem, false);
  EXPECT_NE(text.find("Could not resolve"), std::string::npos);
  EXPECT_NE(text.find("apt-get update"), std::string::npos);
  EXPECT_NE(text.find(folder_ + "/cache/images/6.9.0/vmlinuz-6.9.0"), std::string::npos);
}

TEST_F(ImageTest, WithoutAptItSaysWhereToPutTheImage) {
  const Problem problem = refused("6.9.0");
  const std::string text = to_text(problem, false);
  EXPECT_NE(text.find("apt-get cannot be run"), std::string::npos);
  EXPECT_NE(text.find("vmlinuz-6.9.0"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder_ + "/cache/images/6.9.0"));
}

TEST_F(ImageTest, ACacheThatCannotBeWrittenIsNamed) {
  working_tools();
  file("cache", "a file in its place");
  const std::string text = to_text(refused("6.9.0"), false);
  EXPECT_NE(text.find("the image cannot be kept"), std::string::npos);
  EXPECT_NE(text.find(folder_ + "/cache/images/6.9.0"), std::string::npos);
  EXPECT_NE(text.find("set FERRULE_CACHE"), std::string::npos);
}

TEST_F(ImageTest, ADamagedPackageIsRefused) {
  working_tools();
  tool("dpkg-deb", "echo 'dpkg-deb: error: not a Debian format archive' >&2; exit 2");
  EXPECT_EQ(refused("6.9.0").headline, "the package of the kernel cannot be unpacked");
  EXPECT_FALSE(fs::exists(folder_ + "/cache/images/6.9.0/vmlinuz-6.9.0"));
}

TEST_F(ImageTest, APackageWithoutTheImageIsRefused) {
  working_tools();
  fs::remove(folder_ + "/tree/boot/vmlinuz-6.9.0");
  EXPECT_EQ(refused("6.9.0").code, "E-KERNEL-IMAGE");
}

TEST_F(ImageTest, FoldersNameABuildOrARelease) {
  file("built/arch/x86/boot/bzImage", "x");
  file("built/include/config/kernel.release", "6.10.0-mine\n");
  auto found = find_image(folder_ + "/built", places_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->release, "6.10.0-mine");
  EXPECT_EQ(found->path, folder_ + "/built/arch/x86/boot/bzImage");
  file("headers/include/config/kernel.release", "6.9.192\n");
  file("headers/include/generated/utsrelease.h", "#define UTS_RELEASE \"6.9.0\"\n");
  file("boot/vmlinuz-6.9.0", "x");
  found = find_image(folder_ + "/headers", places_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->path, folder_ + "/boot/vmlinuz-6.9.0");
  EXPECT_EQ(refused(folder_ + "/boot").headline, folder_ + "/boot holds no kernel");
}

TEST_F(ImageTest, TheBeginningOfAReleaseIsEnough) {
  for (const std::string release :
       {"6.9.2-amd64", "6.9.10-amd64", "6.9.10-cloud-amd64", "6.90.1-amd64"}) {
    file("boot/vmlinuz-" + release, "x");
  }
  const auto found = find_image("6.9", places_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->release, "6.9.10-amd64");
  EXPECT_EQ(found->path, folder_ + "/boot/vmlinuz-6.9.10-amd64");
}

TEST_F(ImageTest, OfAKernelWithHeadersTheImageIsFetched) {
  working_tools();
  fs::create_directories(folder_ + "/modules/6.9.0/build");
  const auto found = find_image("6.9", places_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->release, "6.9.0");
}

TEST_F(ImageTest, AFileIsTakenAsItIs) {
  file("bzImage", "x");
  const auto found = find_image(folder_ + "/bzImage", places_);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->path, folder_ + "/bzImage");
}

TEST_F(ImageTest, WhatIsNoReleaseNeverReachesATool) {
  tool("apt-get", "touch " + folder_ + "/called");
  for (const std::string kernel : {"", "latest", "../6.1", "6.1/../x", "6.1 x", "6.1;x", "6..1"}) {
    EXPECT_EQ(refused(kernel).exit, ExitCode::Usage) << kernel;
  }
  EXPECT_FALSE(fs::exists(folder_ + "/called"));
}

}  // namespace
}  // namespace ferrule::cmd::guest
