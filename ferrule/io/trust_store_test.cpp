// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/trust_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>

#include "ferrule/io/system_allocator.hpp"
#include "tests/support/pki_files.hpp"

namespace ferrule::io {
namespace {

namespace fs = std::filesystem;
using pki::Profile;
using pki::TrustAnchorErrorKind;
using pki::TrustAnchors;

/// A directory that ends with the test.
class TrustStore : public ::testing::Test {
 protected:
  fs::path folder_ = fs::path(::testing::TempDir()) /
                     ("ferrule_trust_store_" + std::to_string(std::random_device()()));
  TrustAnchors anchors_{system_allocator()};

  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(std::string_view name, std::string_view text) {
    const fs::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  /// A copy of a file of tests/pki, perhaps with more text after it.
  std::string copy(std::string_view from, std::string_view name, std::string_view more = "") {
    std::string text;
    for (const u8 character : testing::read_pki_file(from)) {
      text.push_back(static_cast<char>(character));
    }
    return write(name, text + std::string(more));
  }
};

constexpr std::string_view kNoCertificate =
    "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";

TEST_F(TrustStore, a_file_is_read_whole) {
  const auto added = add_anchors_from_file(anchors_, copy("p256.pem", "two.pem"));
  ASSERT_TRUE(added.has_value());
  EXPECT_EQ(*added, 2U);
  EXPECT_EQ(anchors_.size(), 2U);
}

TEST_F(TrustStore, errors_name_file_and_line) {
  const std::string path = copy("ca.pem", "broken.pem", kNoCertificate);
  const auto broken = add_anchors_from_file(anchors_, path);
  ASSERT_FALSE(broken.has_value());
  EXPECT_FALSE(broken.error().file.has_value());
  EXPECT_EQ(broken.error().path.text(), path);
  EXPECT_EQ(broken.error().anchors.kind, TrustAnchorErrorKind::BadCertificate);
  EXPECT_EQ(broken.error().anchors.line, 11U);
  const std::string missing = (folder_ / "missing.pem").string();
  const auto absent = add_anchors_from_file(anchors_, missing);
  ASSERT_FALSE(absent.has_value());
  ASSERT_TRUE(absent.error().file.has_value());
  EXPECT_EQ(absent.error().file->kind, FileErrorKind::NotFound);
  EXPECT_EQ(absent.error().path.text(), missing);
  const auto directory = add_anchors_from_file(anchors_, folder_.string());
  ASSERT_FALSE(directory.has_value());
  EXPECT_EQ(directory.error().file->kind, FileErrorKind::IsDirectory);
  EXPECT_TRUE(anchors_.empty());
}

TEST_F(TrustStore, a_directory_is_read_but_for_what_is_no_certificate) {
  copy("ca.pem", "ca.pem");
  copy("other_ca.pem", "other.crt", kNoCertificate);
  copy("p256.key", "a.key");
  write("README", "nothing here");
  write("broken.pem", "-----BEGIN CERTIFICATE-----\n");
  fs::create_directory(folder_ / "folder");
  const auto summary = add_anchors_from_directory(anchors_, folder_.string());
  ASSERT_TRUE(summary.has_value());
  EXPECT_EQ(summary->added, 2U);
  EXPECT_EQ(summary->skipped, 5U);
  EXPECT_EQ(anchors_.size(), 2U);
}

TEST_F(TrustStore, roots_that_the_administrator_added_are_private) {
  const std::string bundle = copy("ca.pem", "bundle.crt");
  fs::create_directory(folder_ / "local");
  copy("other_ca.pem", "local/other.crt");
  const std::string local = (folder_ / "local").string();
  SystemStoreLocations locations;
  locations.bundle = bundle;
  locations.local = local;
  const auto summary = add_system_anchors(anchors_, locations);
  ASSERT_TRUE(summary.has_value());
  ASSERT_EQ(anchors_.size(), 2U);
  EXPECT_EQ(anchors_.profile(0), Profile::Public);
  EXPECT_EQ(anchors_.profile(1), Profile::Private);
}

TEST_F(TrustStore, what_the_user_names_takes_the_place_of_the_system) {
  const std::string file = copy("other_ca.pem", "mine.pem");
  SystemStoreLocations locations;
  locations.file = file;
  const auto summary = add_system_anchors(anchors_, locations);
  ASSERT_TRUE(summary.has_value());
  EXPECT_EQ(anchors_.size(), 1U);
  EXPECT_EQ(anchors_.profile(0), Profile::Private);
  const std::string missing = (folder_ / "missing").string();
  locations.file = missing;
  EXPECT_FALSE(add_system_anchors(anchors_, locations).has_value());
}

TEST_F(TrustStore, an_environment_that_names_the_default_changes_nothing) {
  const std::string bundle = copy("ca.pem", "bundle.crt");
  const std::string missing = (folder_ / "missing").string();
  const std::string folder = folder_.string();
  SystemStoreLocations locations;
  locations.bundle = bundle;
  locations.local = missing;
  locations.file = bundle;
  locations.directory = folder;
  const auto summary = add_system_anchors(anchors_, locations);
  ASSERT_TRUE(summary.has_value());
  EXPECT_EQ(summary->added, 1U);
  EXPECT_EQ(anchors_.profile(0), Profile::Public);
}

TEST_F(TrustStore, a_bundle_without_certificates_is_an_error) {
  const std::string bundle = write("bundle.crt", kNoCertificate);
  SystemStoreLocations locations;
  locations.bundle = bundle;
  const auto summary = add_system_anchors(anchors_, locations);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().anchors.kind, TrustAnchorErrorKind::NoCertificate);
}

TEST_F(TrustStore, a_system_without_a_bundle_is_an_error) {
  const std::string missing = (folder_ / "missing").string();
  SystemStoreLocations locations;
  locations.bundle = missing;
  const auto summary = add_system_anchors(anchors_, locations);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().file->kind, FileErrorKind::NotFound);
}

TEST_F(TrustStore, every_root_of_this_system_can_be_read) {
  const SystemStoreLocations locations;
  if (!fs::exists(fs::path(locations.bundle))) {
    GTEST_SKIP() << "this system has no bundle of certificates (package ca-certificates)";
  }
  const auto summary = add_system_anchors(anchors_, locations);
  ASSERT_TRUE(summary.has_value());
  EXPECT_EQ(summary->skipped, 0U);
  EXPECT_GT(summary->added, 50U);
  EXPECT_EQ(summary->added, anchors_.size());
}

TEST_F(TrustStore, files_larger_than_the_limit_are_refused) {
  const std::string path = write("ten", "0123456789");
  const auto file = FilePath::make(path);
  ASSERT_TRUE(file.has_value());
  EXPECT_TRUE(read_file(system_allocator(), *file, 10).has_value());
  const auto refused = read_file(system_allocator(), *file, 9);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, FileErrorKind::TooLarge);
}

TEST_F(TrustStore, paths_are_bounded_and_hold_no_zero_byte) {
  EXPECT_TRUE(FilePath::make(std::string(kMaxPathLength, 'a')).has_value());
  EXPECT_FALSE(FilePath::make(std::string(kMaxPathLength + 1, 'a')).has_value());
  EXPECT_FALSE(FilePath::make(std::string_view("a\0b", 3)).has_value());
}

}  // namespace
}  // namespace ferrule::io
