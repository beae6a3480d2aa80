// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/certificate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "ferrule/pki/verify.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/pki_files.hpp"

namespace ferrule::pki {
namespace {

using testing::bytes_of;
using testing::read_pki_chain;

TEST(Certificate, is_read_in_place) {
  const std::vector<std::vector<u8>> chain = read_pki_chain("p256.pem");
  ASSERT_EQ(chain.size(), 2U);
  const auto leaf = Certificate::parse(chain[0]);
  ASSERT_TRUE(leaf.has_value());
  EXPECT_EQ(leaf->version, 3);
  EXPECT_EQ(leaf->not_before, 1577836800) << "2020-01-01";
  EXPECT_EQ(leaf->not_after, 4733510400) << "2120-01-01";
  EXPECT_FALSE(leaf->is_authority());
  EXPECT_FALSE(leaf->is_self_issued());
  EXPECT_EQ(leaf->extensions.key_usage.value_or(0), kDigitalSignature);
  EXPECT_TRUE(allows_purpose(leaf->extensions.extended_key_usage, Purpose::ServerAuth));
  EXPECT_FALSE(allows_purpose(leaf->extensions.extended_key_usage, Purpose::ClientAuth));
  EXPECT_TRUE(
      equal(leaf->subject, Bytes(chain[0]).subspan(leaf->subject_offset, leaf->subject.size())));
  const auto issuer = Certificate::parse(chain[1]);
  ASSERT_TRUE(issuer.has_value());
  EXPECT_TRUE(equal(issuer->subject, leaf->issuer));
  EXPECT_TRUE(issuer->is_authority());
  EXPECT_EQ(issuer->extensions.max_path_length.value_or(99), 0U);
  EXPECT_TRUE(equal(issuer->extensions.subject_key_id, leaf->extensions.authority_key_id.key_id));
}

TEST(Certificate, lists_its_names_in_order) {
  const std::vector<std::vector<u8>> chain = read_pki_chain("p256.pem");
  const auto leaf = Certificate::parse(chain[0]);
  ASSERT_TRUE(leaf.has_value());
  std::vector<std::string> listed;
  GeneralNames names = leaf->names();
  while (const Option<GeneralName> name = names.next()) {
    listed.push_back(std::to_string(static_cast<int>(name->type)) + ":" +
                     testing::to_hex(name->value));
  }
  const auto hex_of = [](std::string_view text) { return testing::to_hex(bytes_of(text)); };
  EXPECT_EQ(listed,
            (std::vector<std::string>{"2:" + hex_of("localhost"), "2:" + hex_of("example.test"),
                                      "2:" + hex_of("*.wild.test"), "7:7f000001",
                                      "7:00000000000000000000000000000001"}));
}

TEST(Certificate, keys_of_all_kinds_are_read) {
  struct FERRULE_VIEW Row {
    std::string_view file;
    crypto::PublicKeyAlgorithm algorithm;
    usize size;
  };
  const Row rows[] = {
      {"p256.pem", crypto::PublicKeyAlgorithm::EcdsaP256, 65},
      {"p384.pem", crypto::PublicKeyAlgorithm::EcdsaP384, 97},
      {"p521.pem", crypto::PublicKeyAlgorithm::EcdsaP521, 133},
      {"ed25519.pem", crypto::PublicKeyAlgorithm::Ed25519, 32},
      {"rsa2048.pem", crypto::PublicKeyAlgorithm::Rsa, 270},
      {"rsa4096.pem", crypto::PublicKeyAlgorithm::Rsa, 526},
  };
  for (const Row& row : rows) {
    const std::vector<std::vector<u8>> chain = read_pki_chain(row.file);
    const auto leaf = Certificate::parse(chain[0]);
    ASSERT_TRUE(leaf.has_value()) << row.file;
    const auto key = leaf->public_key();
    ASSERT_TRUE(key.has_value()) << row.file;
    EXPECT_EQ(key->algorithm, row.algorithm) << row.file;
    EXPECT_EQ(key->key.size(), row.size) << row.file;
  }
}

TEST(Certificate, names_match_as_asked) {
  const std::vector<std::vector<u8>> chain = read_pki_chain("p256.pem");
  const auto leaf = Certificate::parse(chain[0]);
  ASSERT_TRUE(leaf.has_value());
  for (const std::string_view wanted :
       {"localhost", "EXAMPLE.test", "a.wild.test", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1"}) {
    EXPECT_TRUE(verify_name(*leaf, *ServerName::parse(wanted)).has_value()) << wanted;
  }
  for (const std::string_view wanted :
       {"www.example.test", "wild.test", "a.b.wild.test", "127.0.0.2", "::2", "Ferrule-test-p256",
        "::ffff:127.0.0.1"}) {
    const auto matched = verify_name(*leaf, *ServerName::parse(wanted));
    ASSERT_FALSE(matched.has_value()) << wanted;
    EXPECT_EQ(matched.error().kind, CertificateErrorKind::NameMismatch);
    EXPECT_EQ(matched.error().found, 5U);
  }
}

TEST(Certificate, no_prefix_of_one_is_a_certificate) {
  const std::vector<std::vector<u8>> chain = read_pki_chain("rsa2048.pem");
  const Bytes whole(chain[0]);
  for (usize length = 0; length < whole.size(); ++length) {
    // A copy of its own size, so that a sanitizer sees the first byte read beyond it.
    const std::vector<u8> cut = testing::copy_of(whole.first(length));
    const auto parsed = Certificate::parse(cut);
    ASSERT_FALSE(parsed.has_value()) << length;
    EXPECT_EQ(parsed.error().kind, CertificateErrorKind::BadDer) << length;
  }
}

TEST(Certificate, bytes_after_it_are_refused) {
  std::vector<u8> longer = read_pki_chain("p256.pem")[0];
  longer.push_back(0);
  const auto parsed = Certificate::parse(longer);
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(parsed.error().field, CertificateField::Certificate);
  EXPECT_EQ(parsed.error().der, DerError::TrailingData);
}

}  // namespace
}  // namespace ferrule::pki
