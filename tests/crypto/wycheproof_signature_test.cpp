// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "ferrule/crypto/signature.hpp"
#include "ferrule/pki/algorithm_identifier.hpp"
#include "tests/crypto/wycheproof.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {
namespace {

using crypto::ErrorKind;
using crypto::PublicKeyAlgorithm;
using crypto::SignatureAlgorithm;

struct File {
  std::string name;
  PublicKeyAlgorithm key;
  SignatureAlgorithm algorithm;
  Counts expected;
};

std::vector<u8> public_key(const Case& test, PublicKeyAlgorithm algorithm) {
  switch (algorithm) {
    case PublicKeyAlgorithm::Rsa:
    case PublicKeyAlgorithm::RsaPss: return test.group_bytes("publicKeyAsn");
    case PublicKeyAlgorithm::EcdsaP256:
    case PublicKeyAlgorithm::EcdsaP384:
    case PublicKeyAlgorithm::EcdsaP521: return test.group_bytes("publicKey", "uncompressed");
    case PublicKeyAlgorithm::Ed25519: return test.group_bytes("publicKey", "pk");
  }
  return {};
}

/// The parser of certificates finds the same key in the SubjectPublicKeyInfo of the group.
void expect_in_key_info(const Case& test, PublicKeyAlgorithm algorithm, Bytes key) {
  const std::vector<u8> info = test.group_bytes("publicKeyDer");
  const auto parsed = pki::parse_public_key(info);
  ASSERT_TRUE(parsed.has_value());
  // All RSA keys are rsaEncryption there, those of the PSS files too.
  const bool pss = algorithm == PublicKeyAlgorithm::RsaPss;
  EXPECT_EQ(parsed->algorithm, pss ? PublicKeyAlgorithm::Rsa : algorithm);
  EXPECT_EQ(copy_of(parsed->key), copy_of(key));
}

/// Acceptable are PKCS#1 signatures without the NULL of the digest's AlgorithmIdentifier: refused
/// (RFC 8017, 9.2, note 1 admits them, A.2.4 does not make them).
void run_file(const File& file) {
  const std::vector<Case> cases = cases_in(file.name);
  for (const NamedProvider& each : providers()) {
    Counts seen;
    for (const Case& test : cases) {
      const ::testing::ScopedTrace trace("", 0,
                                         each.backend + ", " + file.name + ", " + test.name());
      const std::vector<u8> key = public_key(test, file.key);
      expect_in_key_info(test, file.key, key);
      const std::vector<u8> message = test.bytes("msg");
      const std::vector<u8> signature = test.bytes("sig");
      const auto verified =
          each.provider->verifier->verify({file.key, key}, file.algorithm, message, signature);
      ASSERT_EQ(verified.has_value(), test.expected() == Expected::Valid);
      if (!verified) {
        EXPECT_EQ(verified.error().kind, ErrorKind::BadSignature);
      }
      seen.add(test.expected());
    }
    EXPECT_EQ(seen, file.expected) << each.backend << ", " << file.name;
  }
}

void run_files(const std::vector<File>& files) {
  for (const File& file : files) {
    run_file(file);
  }
}

TEST_F(WycheproofTest, ecdsa) {
  using Key = PublicKeyAlgorithm;
  using enum SignatureAlgorithm;
  run_files({
      {"ecdsa_secp256r1_sha256_test.json", Key::EcdsaP256, EcdsaSha256, {174, 0, 310}},
      {"ecdsa_secp256r1_sha512_test.json", Key::EcdsaP256, EcdsaSha512, {243, 0, 311}},
      {"ecdsa_secp384r1_sha256_test.json", Key::EcdsaP384, EcdsaSha256, {162, 0, 310}},
      {"ecdsa_secp384r1_sha384_test.json", Key::EcdsaP384, EcdsaSha384, {194, 0, 310}},
      {"ecdsa_secp521r1_sha512_test.json", Key::EcdsaP521, EcdsaSha512, {232, 0, 310}},
  });
}

TEST_F(WycheproofTest, ed25519) {
  run_files({{"ed25519_test.json",
              PublicKeyAlgorithm::Ed25519,
              SignatureAlgorithm::Ed25519,
              {88, 0, 63}}});
}

TEST_F(WycheproofTest, rsa_pkcs1) {
  using Key = PublicKeyAlgorithm;
  using enum SignatureAlgorithm;
  run_files({
      {"rsa_signature_2048_sha256_test.json", Key::Rsa, RsaPkcs1Sha256, {9, 1, 249}},
      {"rsa_signature_2048_sha384_test.json", Key::Rsa, RsaPkcs1Sha384, {7, 1, 250}},
      {"rsa_signature_2048_sha512_test.json", Key::Rsa, RsaPkcs1Sha512, {8, 1, 250}},
      {"rsa_signature_3072_sha256_test.json", Key::Rsa, RsaPkcs1Sha256, {8, 1, 250}},
      {"rsa_signature_3072_sha384_test.json", Key::Rsa, RsaPkcs1Sha384, {7, 1, 251}},
      {"rsa_signature_4096_sha256_test.json", Key::Rsa, RsaPkcs1Sha256, {7, 1, 250}},
      {"rsa_signature_4096_sha384_test.json", Key::Rsa, RsaPkcs1Sha384, {7, 1, 251}},
      {"rsa_signature_4096_sha512_test.json", Key::Rsa, RsaPkcs1Sha512, {7, 1, 251}},
      {"rsa_signature_8192_sha256_test.json", Key::Rsa, RsaPkcs1Sha256, {7, 1, 250}},
  });
}

TEST_F(WycheproofTest, rsa_pss) {
  using Key = PublicKeyAlgorithm;
  using enum SignatureAlgorithm;
  run_files({
      {"rsa_pss_2048_sha256_mgf1_32_test.json", Key::Rsa, RsaPssSha256, {63, 0, 45}},
      {"rsa_pss_3072_sha256_mgf1_32_test.json", Key::Rsa, RsaPssSha256, {63, 0, 45}},
      {"rsa_pss_4096_sha256_mgf1_32_test.json", Key::RsaPss, RsaPssSha256, {63, 0, 45}},
      {"rsa_pss_4096_sha384_mgf1_48_test.json", Key::Rsa, RsaPssSha384, {95, 0, 46}},
      {"rsa_pss_4096_sha512_mgf1_64_test.json", Key::RsaPss, RsaPssSha512, {132, 0, 47}},
  });
}

}  // namespace
}  // namespace ferrule::testing
