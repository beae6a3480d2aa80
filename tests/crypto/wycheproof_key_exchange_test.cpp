// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "ferrule/crypto/openssl/curve.hpp"
#include "ferrule/crypto/openssl/x25519.hpp"
#include "tests/crypto/wycheproof.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {
namespace {

using crypto::CryptoError;
using crypto::ErrorKind;
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
    expect_secret(key->complete(test.bytes("public")), test, !zero);
    zero_secrets += zero ? 1 : 0;
    seen.add(test.expected());
  }
  EXPECT_EQ(seen, (Counts{.valid = 264, .acceptable = 254, .invalid = 0}));
  EXPECT_EQ(zero_secrets, 31U);
}

void run_curve(const std::string& file, CurveName name, Counts expected) {
  const std::vector<Case> cases = cases_in(file);
  const auto curve = Curve::load(name);
  ASSERT_TRUE(curve.has_value());
  Counts seen;
  for (const Case& test : cases) {
    const ::testing::ScopedTrace trace("", 0, test.name());
    const auto key = curve->from_private(test.bytes("private"));
    ASSERT_TRUE(key.has_value());
    // Acceptable are compressed points, which TLS 1.3 does not have (RFC 8446, 4.2.8.2).
    const std::vector<u8> peer = test.bytes("public");
    expect_secret(curve->agree(*key, peer), test, test.expected() == Expected::Valid);
    seen.add(test.expected());
  }
  EXPECT_EQ(seen, expected);
}

TEST_F(WycheproofTest, ecdh_secp256r1) {
  run_curve("ecdh_secp256r1_ecpoint_test.json", CurveName::P256,
            {.valid = 330, .acceptable = 1, .invalid = 24});
}

TEST_F(WycheproofTest, ecdh_secp384r1) {
  run_curve("ecdh_secp384r1_ecpoint_test.json", CurveName::P384,
            {.valid = 771, .acceptable = 1, .invalid = 18});
}

}  // namespace
}  // namespace ferrule::testing
