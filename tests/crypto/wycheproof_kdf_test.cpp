// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <gtest/gtest.h>

#include "ferrule/crypto/hkdf.hpp"
#include "ferrule/crypto/hmac.hpp"
#include "tests/crypto/wycheproof.hpp"
#include "tests/support/crypto_backends.hpp"
#include "tests/support/hex.hpp"

namespace ferrule::testing {
namespace {

using crypto::ErrorKind;
using crypto::Hash;
using crypto::HashAlgorithm;
using crypto::HashSecret;
using crypto::HkdfExpander;
using crypto::HmacKey;

void check_hmac(Ref<const Hash> hash, const Case& test) {
  const HmacKey key(hash, test.bytes("key"));
  const std::vector<u8> message = test.bytes("msg");
  const std::vector<u8> tag = test.bytes("tag");
  const bool valid = test.expected() == Expected::Valid;
  const HashSecret mac = key.mac(message);
  // Some groups shorten the tag, which the library itself never does.
  EXPECT_EQ(constant_time_equal(mac.bytes().first(tag.size()), tag), valid);
  EXPECT_EQ(key.verify(message, tag), valid && tag.size() == key.length());
}

void check_hkdf(Ref<const Hash> hash, const Case& test) {
  const HashSecret prk = crypto::hkdf_extract(hash, test.bytes("salt"), test.bytes("ikm"));
  const HkdfExpander expander(hash, prk.bytes());
  const std::vector<u8> info = test.bytes("info");
  const Array<Bytes, 1> pieces{{info}};
  std::vector<u8> out(test.number("size"));
  const auto expanded = expander.expand(pieces.span(), out);
  if (test.expected() == Expected::Valid) {
    ASSERT_TRUE(expanded.has_value());
    EXPECT_EQ(out, test.bytes("okm"));
  } else {
    // All of them ask for more than 255 blocks.
    ASSERT_FALSE(expanded.has_value());
    EXPECT_EQ(expanded.error().kind, ErrorKind::BadLength);
  }
}

template <typename Check>
void run_file(const std::string& file, HashAlgorithm algorithm, Counts expected, Check check) {
  const std::vector<Case> cases = cases_in(file);
  for (const NamedProvider& each : providers()) {
    Counts seen;
    for (const Case& test : cases) {
      const ::testing::ScopedTrace trace("", 0, each.backend + ", " + test.name());
      check(*each.provider->hash(algorithm), test);
      seen.add(test.expected());
    }
    EXPECT_EQ(seen, expected) << each.backend;
  }
}

TEST_F(WycheproofTest, hmac_sha256) {
  run_file("hmac_sha256_test.json", HashAlgorithm::Sha256, {.valid = 66, .invalid = 108},
           [](Ref<const Hash> hash, const Case& test) { check_hmac(hash, test); });
}

TEST_F(WycheproofTest, hmac_sha384) {
  run_file("hmac_sha384_test.json", HashAlgorithm::Sha384, {.valid = 66, .invalid = 108},
           [](Ref<const Hash> hash, const Case& test) { check_hmac(hash, test); });
}

TEST_F(WycheproofTest, hkdf_sha256) {
  run_file("hkdf_sha256_test.json", HashAlgorithm::Sha256, {.valid = 83, .invalid = 3},
           [](Ref<const Hash> hash, const Case& test) { check_hkdf(hash, test); });
}

TEST_F(WycheproofTest, hkdf_sha384) {
  run_file("hkdf_sha384_test.json", HashAlgorithm::Sha384, {.valid = 80, .invalid = 3},
           [](Ref<const Hash> hash, const Case& test) { check_hkdf(hash, test); });
}

}  // namespace
}  // namespace ferrule::testing
