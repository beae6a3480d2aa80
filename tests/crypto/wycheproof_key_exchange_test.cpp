// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include <optional>

#include "ferrule/crypto/openssl/curve.hpp"
#include "ferrule/crypto/openssl/x25519.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/algorithm_identifier.hpp"
#include "tests/crypto/wycheproof.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {
namespace {

using crypto::CryptoError;
using crypto::ErrorKind;
using crypto::NamedGroup;
using crypto::PublicKeyAlgorithm;
using crypto::SharedSecret;
using crypto::openssl::Curve;
using crypto::openssl::CurveName;
using crypto::openssl::EcKey;
using crypto::openssl::X25519Key;

void expect_secret(const Result<SharedSecret, CryptoError>& agreed, const Case& test, bool wanted) {
  ASSERT_EQ(agreed.has_value(), wanted);
  if (wanted) {
    EXPECT_EQ(copy_of(agreed->bytes()), test.bytes("shared"));
  } else {
    EXPECT_EQ(agreed.error().kind, ErrorKind::BadPeerShare);
  }
}

/// What each provider says to a peer's share, as a server and as a client.
void expect_answer(NamedGroup group, Bytes share, bool wanted) {
  for (const NamedProvider& each : providers()) {
    const ::testing::ScopedTrace trace("", 0, each.backend);
    const Ref<const crypto::KeyExchange> exchange = *each.provider->key_exchange(group);
    std::vector<u8> own(exchange->server_share_length());
    const auto encapsulated = exchange->encapsulate(share, own);
    EXPECT_EQ(encapsulated.has_value(), wanted);
    auto client = exchange->start(system_allocator());
    ASSERT_TRUE(client.has_value());
    EXPECT_EQ((*client)->complete(share).has_value(), wanted);
  }
}

TEST_F(WycheproofTest, x25519) {
  const std::vector<Case> cases = cases_in("x25519_test.json");
  Counts seen;
  usize zero_secrets = 0;
  for (const Case& test : cases) {
    const ::testing::ScopedTrace trace("", 0, test.name());
    auto key = X25519Key::from_private(test.bytes("private"));
    ASSERT_TRUE(key.has_value());
    // Acceptable: TLS refuses the all-zero secret and takes every other public key (RFC
    // 8446, 7.4.2).
    const bool zero = test.flagged("ZeroSharedSecret");
    const std::vector<u8> peer = test.bytes("public");
    expect_secret(key->complete(peer), test, !zero);
    expect_answer(crypto::kX25519, peer, !zero);
    zero_secrets += zero ? 1 : 0;
    seen.add(test.expected());
  }
  EXPECT_EQ(seen, (Counts{.valid = 264, .acceptable = 254, .invalid = 0}));
  EXPECT_EQ(zero_secrets, 31U);
}

/// Providers make four key pairs for an answer: all that is wrong gets one, and one in so many of
/// the others.
constexpr usize kAnswered = 50;

struct CurveFile {
  std::string name;
  CurveName curve;
  NamedGroup group;
  PublicKeyAlgorithm algorithm;
  Counts expected;
};

/// Checks each case; `share_of(test)` is the peer's point, or nothing when the case ends before
/// there is one.
template <typename ShareOf>
void run_curve(const CurveFile& file, ShareOf share_of) {
  const std::vector<Case> cases = cases_in(file.name);
  const auto curve = Curve::load(file.curve);
  ASSERT_TRUE(curve.has_value());
  Counts seen;
  for (const Case& test : cases) {
    const ::testing::ScopedTrace trace("", 0, test.name());
    const bool valid = test.expected() == Expected::Valid;
    const auto key = curve->from_private(test.bytes("private"));
    ASSERT_TRUE(key.has_value());
    const std::optional<std::vector<u8>> peer = share_of(test);
    EXPECT_TRUE(peer.has_value() || !valid);
    if (peer.has_value()) {
      expect_secret(curve->agree(*key, *peer), test, valid);
      if (!valid || test.number("tcId") % kAnswered == 0) {
        expect_answer(file.group, *peer, valid);
      }
    }
    seen.add(test.expected());
  }
  EXPECT_EQ(seen, file.expected);
}

/// Acceptable are compressed points, which TLS 1.3 does not have (RFC 8446, 4.2.8.2).
TEST_F(WycheproofTest, ecdh_points) {
  const auto share = [](const Case& test) { return std::optional(test.bytes("public")); };
  run_curve({"ecdh_secp256r1_ecpoint_test.json",
             CurveName::P256,
             crypto::kSecp256r1,
             PublicKeyAlgorithm::EcdsaP256,
             {.valid = 330, .acceptable = 1, .invalid = 24}},
            share);
  run_curve({"ecdh_secp384r1_ecpoint_test.json",
             CurveName::P384,
             crypto::kSecp384r1,
             PublicKeyAlgorithm::EcdsaP384,
             {.valid = 771, .acceptable = 1, .invalid = 18}},
            share);
}

/// The peers' keys as SubjectPublicKeyInfo, through the parser of certificates. Acceptable are BER
/// that is not DER, curves by their parameters and compressed points: all refused.
TEST_F(WycheproofTest, ecdh_public_key_infos) {
  const auto run = [](const CurveFile& file) {
    run_curve(file, [&](const Case& test) -> std::optional<std::vector<u8>> {
      const std::vector<u8> info = test.bytes("public");
      const auto parsed = pki::parse_public_key(info);
      if (!parsed || parsed->algorithm != file.algorithm) {
        return std::nullopt;
      }
      return copy_of(parsed->key);
    });
  };
  run({"ecdh_secp256r1_test.json",
       CurveName::P256,
       crypto::kSecp256r1,
       PublicKeyAlgorithm::EcdsaP256,
       {.valid = 330, .acceptable = 230, .invalid = 52}});
  run({"ecdh_secp384r1_test.json",
       CurveName::P384,
       crypto::kSecp384r1,
       PublicKeyAlgorithm::EcdsaP384,
       {.valid = 771, .acceptable = 230, .invalid = 46}});
}

}  // namespace
}  // namespace ferrule::testing
