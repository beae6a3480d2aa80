// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/algorithm_identifier.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/hex.hpp"

namespace ferrule::pki {
namespace {

using crypto::PublicKeyAlgorithm;
using crypto::SignatureAlgorithm;
using testing::from_hex;
using Kind = CertificateErrorKind;

const char* outcome(std::string_view identifier) {
  const auto algorithm = parse_signature_algorithm(from_hex(identifier));
  if (!algorithm) {
    return algorithm.error().kind == Kind::UnsupportedSignatureAlgorithm ? "unsupported" : "bad";
  }
  switch (*algorithm) {
    case SignatureAlgorithm::RsaPkcs1Sha256: return "rsa-256";
    case SignatureAlgorithm::RsaPkcs1Sha384: return "rsa-384";
    case SignatureAlgorithm::RsaPkcs1Sha512: return "rsa-512";
    case SignatureAlgorithm::RsaPssSha256: return "pss-256";
    case SignatureAlgorithm::RsaPssSha384: return "pss-384";
    case SignatureAlgorithm::RsaPssSha512: return "pss-512";
    case SignatureAlgorithm::EcdsaSha256: return "ecdsa-256";
    case SignatureAlgorithm::EcdsaSha384: return "ecdsa-384";
    case SignatureAlgorithm::EcdsaSha512: return "ecdsa-512";
    case SignatureAlgorithm::Ed25519: return "ed25519";
  }
  return "bad";
}

TEST(SignatureAlgorithm, is_read_with_exactly_its_parameters) {
  EXPECT_STREQ(outcome("06092a864886f70d01010b0500"), "rsa-256");
  EXPECT_STREQ(outcome("06092a864886f70d01010c0500"), "rsa-384");
  EXPECT_STREQ(outcome("06092a864886f70d01010d0500"), "rsa-512");
  EXPECT_STREQ(outcome("06082a8648ce3d040302"), "ecdsa-256");
  EXPECT_STREQ(outcome("06082a8648ce3d040303"), "ecdsa-384");
  EXPECT_STREQ(outcome("06082a8648ce3d040304"), "ecdsa-512");
  EXPECT_STREQ(outcome("06032b6570"), "ed25519");
  EXPECT_STREQ(outcome("06092a864886f70d01010b"), "bad") << "NULL is missing";
  EXPECT_STREQ(outcome("06092a864886f70d01010b05000500"), "bad") << "NULL twice";
  EXPECT_STREQ(outcome("06092a864886f70d01010b050100"), "bad") << "NULL with content";
  EXPECT_STREQ(outcome("06082a8648ce3d0403020500"), "bad") << "ECDSA has no parameters";
  EXPECT_STREQ(outcome("06032b65700500"), "bad") << "Ed25519 has no parameters";
  EXPECT_STREQ(outcome(""), "bad");
}

TEST(SignatureAlgorithm, weak_and_unknown_ones_are_told_by_oid) {
  const auto sha1 = parse_signature_algorithm(from_hex("06092a864886f70d0101050500"));
  ASSERT_FALSE(sha1.has_value());
  EXPECT_EQ(sha1.error().kind, Kind::UnsupportedSignatureAlgorithm);
  EXPECT_TRUE(equal(sha1.error().detail.span(), from_hex("2a864886f70d010105")));
  EXPECT_STREQ(outcome("06092a864886f70d0101040500"), "unsupported") << "MD5";
  EXPECT_STREQ(outcome("06072a8648ce3d0401"), "unsupported") << "ECDSA with SHA-1";
}

/// RSASSA-PSS with the last byte of the OIDs of hash and mask hash, and the length of the salt.
std::string pss(std::string_view hash, std::string_view mask_hash, std::string_view salt) {
  return "06092a864886f70d01010a3034a00f300d06096086480165030402" + std::string(hash) +
         "0500a11c301a06092a864886f70d010108300d06096086480165030402" + std::string(mask_hash) +
         "0500a2030201" + std::string(salt);
}

TEST(SignatureAlgorithm, pss_has_one_hash_and_a_salt_as_long) {
  EXPECT_STREQ(outcome(pss("01", "01", "20")), "pss-256");
  EXPECT_STREQ(outcome(pss("02", "02", "30")), "pss-384");
  EXPECT_STREQ(outcome(pss("03", "03", "40")), "pss-512");
  EXPECT_STREQ(outcome(pss("01", "02", "20")), "unsupported") << "two hashes";
  EXPECT_STREQ(outcome(pss("01", "01", "30")), "unsupported") << "salt of another length";
  EXPECT_STREQ(outcome(pss("04", "04", "1c")), "unsupported") << "SHA-224";
  EXPECT_STREQ(outcome(pss("01", "01", "20") + "0500"), "unsupported") << "more after it";
  EXPECT_STREQ(outcome("06092a864886f70d01010a"), "unsupported") << "no parameters";
  EXPECT_STREQ(outcome("06092a864886f70d01010a3000"), "unsupported") << "the defaults are SHA-1";
}

Option<Kind> key_error(const std::string& info) {
  const std::vector<u8> der = from_hex(info);
  const auto key = parse_public_key(der);
  return key ? Option<Kind>() : Option<Kind>(key.error().kind);
}
std::string repeat(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}
const std::string kP256 =
    "3059301306072a8648ce3d020106082a8648ce3d03010703420004" + repeat("11", 64);

TEST(PublicKey, elliptic_curves_are_named_and_points_whole) {
  EXPECT_FALSE(key_error(kP256).has_value());
  EXPECT_EQ(*key_error("3039301306072a8648ce3d020106082a8648ce3d03010703220002" + repeat("11", 32)),
            Kind::BadPublicKey)
      << "compressed";
  EXPECT_EQ(*key_error("3049301306072a8648ce3d020106082a8648ce3d03010103320004" + repeat("11", 48)),
            Kind::UnsupportedPublicKey)
      << "P-192";
  EXPECT_EQ(*key_error("304d300906072a8648ce3d020103420004" + repeat("11", 64)), Kind::BadDer)
      << "the length is wrong";
  EXPECT_EQ(*key_error("304f300906072a8648ce3d020103420004" + repeat("11", 64)),
            Kind::UnsupportedPublicKey)
      << "no curve";
  EXPECT_EQ(*key_error(kP256 + "00"), Kind::BadDer);
}

TEST(PublicKey, ed25519_has_32_bytes_and_no_parameters) {
  EXPECT_FALSE(key_error("302a300506032b6570032100" + repeat("22", 32)).has_value());
  EXPECT_EQ(*key_error("3029300506032b6570032000" + repeat("22", 31)), Kind::BadPublicKey);
  EXPECT_EQ(*key_error("302c300706032b65700500032100" + repeat("22", 32)),
            Kind::UnsupportedPublicKey);
}

/// An RSA key of 2048 bits with this first and last byte of the modulus, and this exponent.
std::string rsa(std::string_view first, std::string_view last, std::string_view exponent) {
  return "30820120300d06092a864886f70d01010105000382010d003082010802820101"
         "00" +
         std::string(first) + repeat("55", 254) + std::string(last) + "0201" +
         std::string(exponent);
}

TEST(PublicKey, rsa_keys_are_checked_for_size_and_form) {
  EXPECT_FALSE(key_error(rsa("80", "01", "03")).has_value());
  EXPECT_EQ(*key_error(rsa("80", "02", "03")), Kind::BadPublicKey) << "even modulus";
  EXPECT_EQ(*key_error(rsa("80", "01", "01")), Kind::BadPublicKey) << "exponent 1";
  EXPECT_EQ(*key_error(rsa("80", "01", "04")), Kind::BadPublicKey) << "even exponent";
  const std::string small = "305c300d06092a864886f70d0101010500034b003048024100" +
                            ("80" + repeat("55", 62)) + "01" + "0203010001";
  const std::vector<u8> der = from_hex(small);
  const auto weak = parse_public_key(der);
  ASSERT_FALSE(weak.has_value());
  EXPECT_EQ(weak.error().kind, Kind::WeakKey);
  EXPECT_EQ(weak.error().found, 512U);
  EXPECT_EQ(weak.error().expected, kMinRsaBits);
}

}  // namespace
}  // namespace ferrule::pki
