// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/verify.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "tests/support/pki_files.hpp"

namespace ferrule::pki {
namespace {

using testing::read_pki_chain;
using testing::read_pki_file;
using Chain = std::vector<std::vector<u8>>;
using Kind = CertificateErrorKind;

constexpr i64 kNow = 1795132800;  // 2026-11-20

class Verify : public ::testing::Test {
 protected:
  void SetUp() override { trust("ca.pem"); }

  void trust(std::string_view file, Profile profile = Profile::Private) {
    ASSERT_TRUE(anchors_.add_pem(read_pki_file(file), profile).has_value());
  }
  /// What verification says about a chain: nothing when it holds.
  Option<CertificateError> verify(const Chain& chain, Purpose purpose = Purpose::ServerAuth,
                                  i64 now = kNow, usize max_depth = kDefaultMaxDepth) {
    const std::vector<Bytes> views(chain.begin(), chain.end());
    const auto path =
        verify_path((*provider_)->provider(), anchors_, views, purpose, now, max_depth);
    path_length_ = path ? path->certificates.size() : 0;
    return path ? Option<CertificateError>() : Option<CertificateError>(path.error());
  }
  void expect(const Chain& chain, Kind kind, u8 depth, u8 presented,
              Purpose purpose = Purpose::ServerAuth) {
    const Option<CertificateError> error = verify(chain, purpose);
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->kind, kind) << name_of(error->kind);
    EXPECT_EQ(error->depth, depth);
    EXPECT_EQ(error->presented, presented);
  }

  Result<Arc<crypto::DefaultProvider>, crypto::CryptoError> provider_ =
      crypto::make_default_provider(system_allocator());
  TrustAnchors anchors_{system_allocator()};
  usize path_length_ = 0;
};

TEST_F(Verify, chains_of_every_key_type_hold) {
  for (const std::string_view file : {"p256.pem", "p384.pem", "p521.pem", "ed25519.pem",
                                      "rsa2048.pem", "rsa3072.pem", "rsa4096.pem"}) {
    EXPECT_FALSE(verify(read_pki_chain(file)).has_value()) << file;
    EXPECT_EQ(path_length_, 3U) << "leaf, intermediate, anchor";
  }
}

TEST_F(Verify, order_and_useless_certificates_do_not_matter) {
  const Chain chain = read_pki_chain("p256.pem");
  const Chain other = read_pki_chain("rsa2048.pem");
  const Chain root = read_pki_chain("ca.pem");
  const Chain stranger = read_pki_chain("other_ca.pem");
  EXPECT_FALSE(verify({chain[0], stranger[0], other[0], root[0], chain[1], chain[1]}).has_value());
  EXPECT_FALSE(verify({chain[0], {0x30, 0x01}, chain[1]}).has_value()) << "an unreadable one";
}

TEST_F(Verify, an_intermediate_may_be_the_anchor) {
  const Chain chain = read_pki_chain("p256.pem");
  TrustAnchors only_intermediate(system_allocator());
  ASSERT_TRUE(only_intermediate.add_der(chain[1]).has_value());
  const std::vector<Bytes> views{chain[0]};
  const auto path =
      verify_path((*provider_)->provider(), only_intermediate, views, Purpose::ServerAuth, kNow);
  ASSERT_TRUE(path.has_value());
  EXPECT_TRUE(equal(path->anchor(), chain[1]));
  EXPECT_TRUE(equal(path->leaf(), chain[0]));
}

TEST_F(Verify, a_private_anchor_may_be_the_leaf_itself) {
  const Chain chain = read_pki_chain("unknown_issuer.pem");
  ASSERT_TRUE(verify({chain[0]}).has_value());
  ASSERT_TRUE(anchors_.add_der(chain[0], Profile::Public).has_value());
  EXPECT_TRUE(verify({chain[0]}).has_value()) << "not under the public profile";
  ASSERT_TRUE(anchors_.add_der(chain[0], Profile::Private).has_value());
  EXPECT_FALSE(verify({chain[0]}).has_value());
  EXPECT_EQ(path_length_, 1U);
}

TEST_F(Verify, refuses_what_is_too_old_or_too_young) {
  const Option<CertificateError> expired = verify(read_pki_chain("expired.pem"));
  ASSERT_TRUE(expired.has_value());
  EXPECT_EQ(expired->kind, Kind::Expired);
  EXPECT_EQ(expired->limit, 1609459200) << "2021-01-01";
  EXPECT_EQ(expired->now, kNow);
  EXPECT_EQ(expired->depth, 0);
  const Option<CertificateError> young = verify(read_pki_chain("not_yet_valid.pem"));
  ASSERT_TRUE(young.has_value());
  EXPECT_EQ(young->kind, Kind::NotYetValid);
  EXPECT_EQ(young->limit, 4417977600) << "2110-01-01";
}

TEST_F(Verify, both_ends_of_the_validity_are_in_it) {
  const Chain chain = read_pki_chain("p256.pem");
  EXPECT_FALSE(verify(chain, Purpose::ServerAuth, 1577836800).has_value());
  EXPECT_FALSE(verify(chain, Purpose::ServerAuth, 4733510400).has_value());
  EXPECT_TRUE(verify(chain, Purpose::ServerAuth, 1577836799).has_value());
  EXPECT_TRUE(verify(chain, Purpose::ServerAuth, 4733510401).has_value());
}

TEST_F(Verify, tells_where_the_issuer_is_missing) {
  const Chain chain = read_pki_chain("p256.pem");
  expect({chain[0]}, Kind::UnknownIssuer, 0, 0);
  anchors_ = TrustAnchors(system_allocator());
  expect(chain, Kind::UnknownIssuer, 1, 1);
  expect(read_pki_chain("unknown_issuer.pem"), Kind::UnknownIssuer, 0, 0);
}

TEST_F(Verify, a_key_made_for_another_purpose_is_refused) {
  expect(read_pki_chain("client_p256.pem"), Kind::ExtendedKeyUsage, 0, 0);
  expect(read_pki_chain("p256.pem"), Kind::ExtendedKeyUsage, 0, 0, Purpose::ClientAuth);
  EXPECT_FALSE(verify(read_pki_chain("client_rsa2048.pem"), Purpose::ClientAuth).has_value());
}

TEST_F(Verify, an_authority_is_no_leaf) {
  const Option<CertificateError> error = verify(read_pki_chain("ca.pem"));
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->kind, Kind::KeyUsage);
  EXPECT_EQ(error->expected, kDigitalSignature);
  EXPECT_EQ(error->found, kKeyCertSign | kCrlSign);
}

TEST_F(Verify, depth_and_length_are_bounded) {
  const Chain chain = read_pki_chain("p256.pem");
  const Option<CertificateError> deep = verify(chain, Purpose::ServerAuth, kNow, 0);
  ASSERT_TRUE(deep.has_value());
  EXPECT_EQ(deep->kind, Kind::PathTooDeep);
  EXPECT_FALSE(verify(chain, Purpose::ServerAuth, kNow, 1).has_value());
  Chain longest(kMaxPresentedCertificates, chain[1]);
  longest[0] = chain[0];
  EXPECT_FALSE(verify(longest).has_value());
  longest.push_back(chain[1]);
  const Option<CertificateError> error = verify(longest);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->kind, Kind::ChainTooLong);
  EXPECT_EQ(error->found, 17U);
  const Option<CertificateError> none = verify({});
  ASSERT_TRUE(none.has_value());
  EXPECT_EQ(none->kind, Kind::EmptyChain);
}

/// Every bit of every byte counts: what is not signed is the outer wrapping, and that has one form
/// only.
TEST_F(Verify, a_certificate_with_any_byte_changed_is_refused) {
  for (const usize victim : {usize{0}, usize{1}}) {
    const Chain original = read_pki_chain("ed25519.pem");
    for (usize at = 0; at < original[victim].size(); ++at) {
      for (const u8 flip : {u8{0x01}, u8{0x80}, u8{0xff}}) {
        Chain changed = original;
        changed[victim][at] = static_cast<u8>(changed[victim][at] ^ flip);
        EXPECT_TRUE(verify(changed).has_value()) << "certificate " << victim << ", byte " << at;
      }
    }
  }
}

TEST_F(Verify, a_certificate_cut_anywhere_is_refused) {
  const Chain original = read_pki_chain("p256.pem");
  for (const usize victim : {usize{0}, usize{1}}) {
    for (usize length = 0; length < original[victim].size(); ++length) {
      Chain cut = original;
      cut[victim] = testing::copy_of(Bytes(original[victim]).first(length));
      EXPECT_TRUE(verify(cut).has_value()) << "certificate " << victim << ", length " << length;
    }
  }
}

TEST_F(Verify, a_changed_signature_is_called_that) {
  Chain chain = read_pki_chain("rsa2048.pem");
  chain[0].back() = static_cast<u8>(chain[0].back() ^ 1);
  expect(chain, Kind::BadSignature, 0, 0);
}

}  // namespace
}  // namespace ferrule::pki
