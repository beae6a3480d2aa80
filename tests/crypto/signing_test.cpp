// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include <thread>

#include "ferrule/core/array.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/key_files.hpp"

namespace ferrule::testing {
namespace {

using crypto::ErrorKind;
using crypto::PublicKeyAlgorithm;
using crypto::SignatureAlgorithm;
using crypto::SignatureScheme;
using crypto::SigningKey;

struct Row {
  std::string key;
  PublicKeyAlgorithm kind;
  SignatureScheme scheme;
  SignatureAlgorithm algorithm;
};

std::vector<Row> rows() {
  using Kind = PublicKeyAlgorithm;
  using enum SignatureAlgorithm;
  return {
      {"rsa2048", Kind::Rsa, crypto::kRsaPkcs1Sha256, RsaPkcs1Sha256},
      {"rsa2048", Kind::Rsa, crypto::kRsaPkcs1Sha384, RsaPkcs1Sha384},
      {"rsa2048", Kind::Rsa, crypto::kRsaPkcs1Sha512, RsaPkcs1Sha512},
      {"rsa2048", Kind::Rsa, crypto::kRsaPssRsaeSha256, RsaPssSha256},
      {"rsa2048", Kind::Rsa, crypto::kRsaPssRsaeSha384, RsaPssSha384},
      {"rsa2048", Kind::Rsa, crypto::kRsaPssRsaeSha512, RsaPssSha512},
      {"rsapss2048", Kind::RsaPss, crypto::kRsaPssPssSha256, RsaPssSha256},
      {"rsapss2048", Kind::RsaPss, crypto::kRsaPssPssSha384, RsaPssSha384},
      {"rsapss2048", Kind::RsaPss, crypto::kRsaPssPssSha512, RsaPssSha512},
      {"p256", Kind::EcdsaP256, crypto::kEcdsaSecp256r1Sha256, EcdsaSha256},
      {"p384", Kind::EcdsaP384, crypto::kEcdsaSecp384r1Sha384, EcdsaSha384},
      {"p521", Kind::EcdsaP521, crypto::kEcdsaSecp521r1Sha512, EcdsaSha512},
      {"ed25519", Kind::Ed25519, crypto::kEd25519, Ed25519},
  };
}

std::vector<u8> sign(const SigningKey& key, SignatureScheme scheme, Bytes message) {
  Array<u8, crypto::kMaxSignatureLength> place{};
  const auto length = key.sign(scheme, message, place.span());
  return length ? copy_of(place.span().first(*length)) : std::vector<u8>();
}

TEST(SigningTest, signatures_verify_and_changed_ones_do_not) {
  const std::vector<u8> message = bytes_of("64 blanks and a transcript hash");
  for (const Row& row : rows()) {
    const auto key = load_key(row.key);
    ASSERT_TRUE(key.has_value()) << row.key;
    const std::vector<u8> public_key = public_key_of(row.key);
    std::vector<u8> signature = sign(**key, row.scheme, message);
    ASSERT_FALSE(signature.empty()) << row.key;
    const auto verify = [&](const std::vector<u8>& text) {
      return provider().verifier->verify({row.kind, public_key}, row.algorithm, text, signature);
    };
    EXPECT_TRUE(verify(message).has_value()) << row.key << ", " << row.scheme.value;
    EXPECT_FALSE(verify(public_key).has_value()) << row.key << ", " << row.scheme.value;
    signature.back() ^= 1;
    const auto changed = verify(message);
    ASSERT_FALSE(changed.has_value()) << row.key << ", " << row.scheme.value;
    EXPECT_EQ(changed.error().kind, ErrorKind::BadSignature);
  }
}

TEST(SigningTest, keys_refuse_schemes_that_are_not_theirs) {
  for (const Row& key_row : rows()) {
    const auto key = load_key(key_row.key);
    for (const Row& row : rows()) {
      Array<u8, crypto::kMaxSignatureLength> place{};
      const auto made = (*key)->sign(row.scheme, {}, place.span());
      EXPECT_EQ(made.has_value(), row.key == key_row.key)
          << key_row.key << ", " << row.scheme.value;
    }
  }
}

TEST(SigningTest, verification_refuses_keys_of_another_kind_or_shape) {
  const std::vector<u8> point = public_key_of("p256");
  const std::vector<u8> nothing;
  const auto wrong_kind = provider().verifier->verify({PublicKeyAlgorithm::EcdsaP256, point},
                                                      SignatureAlgorithm::RsaPssSha256, {}, {});
  ASSERT_FALSE(wrong_kind.has_value());
  EXPECT_EQ(wrong_kind.error().kind, ErrorKind::Unsupported);
  const auto pkcs1_by_pss_key =
      provider().verifier->verify({PublicKeyAlgorithm::RsaPss, public_key_of("rsapss2048")},
                                  SignatureAlgorithm::RsaPkcs1Sha256, {}, {});
  ASSERT_FALSE(pkcs1_by_pss_key.has_value());
  EXPECT_EQ(pkcs1_by_pss_key.error().kind, ErrorKind::Unsupported);
  std::vector<u8> off_curve = point;
  off_curve.back() ^= 1;
  std::vector<u8> compressed = point;
  compressed.resize(33);
  compressed.front() = 2;
  for (const std::vector<u8>& bad : {off_curve, compressed, nothing}) {
    const auto refused = provider().verifier->verify({PublicKeyAlgorithm::EcdsaP256, bad},
                                                     SignatureAlgorithm::EcdsaSha256, {}, {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, ErrorKind::BadPublicKey);
  }
}

TEST(SigningTest, one_key_signs_on_several_threads) {
  const std::vector<u8> message = bytes_of("the same message on every thread");
  for (const std::string name : {"rsa2048", "p256", "ed25519"}) {
    const auto key = load_key(name);
    const std::vector<u8> public_key = public_key_of(name);
    const Row row = [&] {
      for (const Row& each : rows()) {
        if (each.key == name) {
          return each;
        }
      }
      return rows().front();
    }();
    std::vector<std::vector<u8>> signatures(4);
    std::vector<std::jthread> threads;
    for (std::vector<u8>& place : signatures) {
      threads.emplace_back([&key, &place, &row, &message] {
        for (int i = 0; i < 20; ++i) {
          place = sign(**key, row.scheme, message);
        }
      });
    }
    threads.clear();
    for (const std::vector<u8>& signature : signatures) {
      EXPECT_TRUE(provider()
                      .verifier->verify({row.kind, public_key}, row.algorithm, message, signature)
                      .has_value())
          << name;
    }
  }
}

}  // namespace
}  // namespace ferrule::testing
