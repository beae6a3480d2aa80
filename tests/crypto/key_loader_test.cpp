// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "ferrule/io/system_allocator.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/key_files.hpp"

namespace ferrule::testing {
namespace {

using crypto::ErrorKind;
using crypto::PublicKeyAlgorithm;

void expect_loads(const std::string& file, const std::string& name, PublicKeyAlgorithm algorithm) {
  const auto key = provider().key_loader->load(system_allocator(), key_file(file));
  ASSERT_TRUE(key.has_value()) << file;
  EXPECT_EQ((*key)->algorithm(), algorithm) << file;
  EXPECT_EQ(copy_of((*key)->public_key_info()), key_file(name + ".spki.der")) << file;
}

void expect_refused(const std::vector<u8>& der, const std::string& what) {
  const auto key = provider().key_loader->load(system_allocator(), der);
  ASSERT_FALSE(key.has_value()) << what;
  EXPECT_EQ(key.error().kind, ErrorKind::BadPrivateKey) << what;
}

TEST(KeyLoaderTest, reads_every_form_and_tells_the_public_key) {
  expect_loads("rsa2048.pkcs8.der", "rsa2048", PublicKeyAlgorithm::Rsa);
  expect_loads("rsa2048.pkcs1.der", "rsa2048", PublicKeyAlgorithm::Rsa);
  expect_loads("rsapss2048.pkcs8.der", "rsapss2048", PublicKeyAlgorithm::RsaPss);
  expect_loads("p256.pkcs8.der", "p256", PublicKeyAlgorithm::EcdsaP256);
  expect_loads("p256.sec1.der", "p256", PublicKeyAlgorithm::EcdsaP256);
  expect_loads("p384.pkcs8.der", "p384", PublicKeyAlgorithm::EcdsaP384);
  expect_loads("p384.sec1.der", "p384", PublicKeyAlgorithm::EcdsaP384);
  expect_loads("p521.pkcs8.der", "p521", PublicKeyAlgorithm::EcdsaP521);
  expect_loads("p521.sec1.der", "p521", PublicKeyAlgorithm::EcdsaP521);
  expect_loads("ed25519.pkcs8.der", "ed25519", PublicKeyAlgorithm::Ed25519);
}

TEST(KeyLoaderTest, refuses_what_is_too_small_or_of_another_curve) {
  expect_refused(key_file("rsa1024.pkcs8.der"), "RSA-1024");
  expect_refused(key_file("secp256k1.pkcs8.der"), "secp256k1");
  expect_refused(key_file("p256.spki.der"), "a public key");
  expect_refused({}, "nothing");
}

TEST(KeyLoaderTest, refuses_every_truncation_and_what_follows_the_key) {
  for (const std::string name : {"rsa2048.pkcs8.der", "rsa2048.pkcs1.der", "p256.pkcs8.der",
                                 "p384.sec1.der", "ed25519.pkcs8.der"}) {
    const std::vector<u8> der = key_file(name);
    std::vector<u8> cut;
    for (const u8 byte : der) {
      expect_refused(cut, name + " cut to " + std::to_string(cut.size()));
      cut.push_back(byte);
    }
    cut.push_back(0);
    expect_refused(cut, name + " with a byte after it");
  }
}

/// What was loaded from a damaged file either signs as the public key it tells, or was not loaded.
TEST(KeyLoaderTest, damaged_files_never_give_a_key_pair_that_does_not_match) {
  for (const std::string name : {"p256.pkcs8.der", "ed25519.pkcs8.der", "p521.sec1.der"}) {
    const std::vector<u8> der = key_file(name);
    for (usize at = 0; at < der.size(); ++at) {
      std::vector<u8> bad = der;
      bad.at(at) ^= 0x41;
      const auto key = provider().key_loader->load(system_allocator(), bad);
      if (!key) {
        EXPECT_EQ(key.error().kind, ErrorKind::BadPrivateKey) << name << ", byte " << at;
      }
    }
  }
}

TEST(KeyLoaderTest, refuses_a_stored_public_key_that_is_not_the_scalars) {
  std::vector<u8> der = key_file("p256.sec1.der");
  der.back() ^= 1;
  expect_refused(der, "P-256 with another point");
}

TEST(KeyLoaderTest, refuses_rsa_numbers_that_do_not_belong_together) {
  std::vector<u8> der = key_file("rsa2048.pkcs1.der");
  // Offset 20 lies within the modulus, which follows a header of four bytes, the version and its
  // own header.
  der.at(20) ^= 1;
  expect_refused(der, "RSA with another modulus");
}

}  // namespace
}  // namespace ferrule::testing
