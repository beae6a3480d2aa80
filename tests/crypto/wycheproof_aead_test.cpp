// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "ferrule/crypto/aead.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "tests/crypto/wycheproof.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {
namespace {

using crypto::Aead;
using crypto::AeadAlgorithm;
using crypto::AeadKey;
using crypto::ErrorKind;
using crypto::Nonce;

/// TLS knows nonces of 96 bits and tags of 128 only; the interface has no others.
bool expressible(const Case& test, usize key_length) {
  return test.group_number("ivSize") == 96 && test.group_number("tagSize") == 128 &&
         test.group_number("keySize") == 8 * key_length;
}

void run(const Aead& aead, const Case& test) {
  const std::vector<u8> key_bytes = test.bytes("key");
  auto key = aead.key(system_allocator(), key_bytes);
  ASSERT_TRUE(key.has_value());
  Nonce nonce{};
  nonce.span().copy_from(test.bytes("iv"));
  const std::vector<u8> aad = test.bytes("aad");
  const std::vector<u8> message = test.bytes("msg");
  std::vector<u8> sealed = test.bytes("ct");
  for (const u8 byte : test.bytes("tag")) {
    sealed.push_back(byte);
  }
  const bool valid = test.expected() == Expected::Valid;
  if (valid) {
    const Array<Bytes, 1> pieces{{message}};
    std::vector<u8> out(message.size() + crypto::kAeadTagLength);
    ASSERT_TRUE((*key)->seal(nonce, aad, pieces.span(), out).has_value());
    EXPECT_EQ(out, sealed);
  }
  const auto opened = (*key)->open_in_place(nonce, aad, sealed);
  ASSERT_EQ(opened.has_value(), valid);
  if (valid) {
    EXPECT_TRUE(equal(Bytes(sealed).first(message.size()), Bytes(message)));
  } else {
    EXPECT_EQ(opened.error().kind, ErrorKind::BadRecordMac);
  }
}

void run_file(const std::string& file, AeadAlgorithm algorithm, Counts expected) {
  const std::vector<Case> cases = cases_in(file);
  for (const NamedAead& each : aeads(algorithm)) {
    Counts seen;
    for (const Case& test : cases) {
      if (!expressible(test, each.aead->key_length())) {
        continue;
      }
      const ::testing::ScopedTrace trace("", 0, each.backend + ", " + test.name());
      run(*each.aead, test);
      seen.add(test.expected());
    }
    EXPECT_EQ(seen, expected) << each.backend;
  }
}

TEST_F(WycheproofTest, aes_128_gcm) {
  run_file("aes_gcm_test.json", AeadAlgorithm::Aes128Gcm, {.valid = 40, .invalid = 27});
}

TEST_F(WycheproofTest, aes_256_gcm) {
  run_file("aes_gcm_test.json", AeadAlgorithm::Aes256Gcm, {.valid = 39, .invalid = 27});
}

TEST_F(WycheproofTest, chacha20_poly1305) {
  run_file("chacha20_poly1305_test.json", AeadAlgorithm::ChaCha20Poly1305,
           {.valid = 256, .invalid = 60});
}

}  // namespace
}  // namespace ferrule::testing
