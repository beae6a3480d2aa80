// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/trust_anchors.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/certificate.hpp"
#include "tests/support/allocators.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/pki_files.hpp"

namespace ferrule::pki {
namespace {

using testing::bytes_of;
using testing::read_pki_chain;
using testing::read_pki_file;

TEST(TrustAnchors, are_found_by_their_subject) {
  TrustAnchors anchors(system_allocator());
  ASSERT_TRUE(anchors.add_pem(read_pki_file("ca.pem")).has_value());
  ASSERT_TRUE(anchors.add_pem(read_pki_file("other_ca.pem")).has_value());
  ASSERT_EQ(anchors.size(), 2U);
  for (usize i = 0; i < 2; ++i) {
    const auto anchor = Certificate::parse(anchors.der(i));
    ASSERT_TRUE(anchor.has_value());
    EXPECT_EQ(anchors.find(anchor->subject).value_or(99), i);
    EXPECT_FALSE(anchors.find(anchor->subject, i + 1).has_value());
  }
  EXPECT_FALSE(anchors.find(bytes_of("nobody")).has_value());
}

TEST(TrustAnchors, the_same_certificate_stays_once_under_the_lenient_profile) {
  const std::vector<u8> der = read_pki_chain("ca.pem")[0];
  TrustAnchors anchors(system_allocator());
  ASSERT_TRUE(anchors.add_der(der, Profile::Public).has_value());
  EXPECT_EQ(anchors.profile(0), Profile::Public);
  ASSERT_TRUE(anchors.add_der(der, Profile::Private).has_value());
  ASSERT_TRUE(anchors.add_der(der, Profile::Public).has_value());
  EXPECT_EQ(anchors.size(), 1U);
  EXPECT_EQ(anchors.profile(0), Profile::Private);
}

TEST(TrustAnchors, tell_where_a_text_is_broken_and_keep_nothing_of_it) {
  TrustAnchors anchors(system_allocator());
  std::vector<u8> text = read_pki_file("ca.pem");
  const auto broken = bytes_of("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n");
  for (const u8 character : broken) {
    text.push_back(character);
  }
  const auto added = anchors.add_pem(text);
  ASSERT_FALSE(added.has_value());
  EXPECT_EQ(added.error().kind, TrustAnchorErrorKind::BadCertificate);
  EXPECT_EQ(added.error().certificate.kind, CertificateErrorKind::BadDer);
  EXPECT_EQ(added.error().line, 11U);
  EXPECT_EQ(anchors.size(), 0U);
  const auto bad_pem = anchors.add_pem(bytes_of("\n-----BEGIN CERTIFICATE-----\n"));
  ASSERT_FALSE(bad_pem.has_value());
  EXPECT_EQ(bad_pem.error().kind, TrustAnchorErrorKind::BadPem);
  EXPECT_EQ(bad_pem.error().pem, PemErrorKind::MissingEnd);
  EXPECT_EQ(bad_pem.error().line, 2U);
  const auto none = anchors.add_pem(read_pki_file("p256.key"));
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().kind, TrustAnchorErrorKind::NoCertificate);
}

TEST(TrustAnchors, every_failed_allocation_is_told) {
  const std::vector<u8> text = read_pki_file("p256.pem");
  const usize allocations = testing::fail_each_allocation([&](AllocatorRef allocator) {
    TrustAnchors anchors(allocator);
    const auto added = anchors.add_pem(text);
    EXPECT_EQ(anchors.size(), added ? 2U : 0U);
    EXPECT_TRUE(added || added.error().kind == TrustAnchorErrorKind::OutOfMemory);
    return added.has_value();
  });
  EXPECT_GE(allocations, 4U);
}

}  // namespace
}  // namespace ferrule::pki
