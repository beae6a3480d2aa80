// SPDX-License-Identifier: Apache-2.0 OR MIT
// The object identifiers that are known, as the content bytes of their DER.
#pragma once

#include "ferrule/core/array.hpp"

namespace ferrule::pki::oid {

namespace internal {

template <typename... Numbers>
consteval auto bytes(Numbers... numbers) {
  return Array{static_cast<u8>(numbers)...};
}
/// 2.5.29.n: certificate extensions.
consteval auto extension(int number) { return bytes(0x55, 0x1d, number); }
/// 1.2.840.113549.1.1.n: PKCS #1.
consteval auto pkcs1(int number) {
  return bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, number);
}
/// 2.16.840.1.101.3.4.2.n: hash functions of NIST.
consteval auto nist_hash(int number) {
  return bytes(0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, number);
}
/// 1.2.840.10045.4.3.n: ECDSA with SHA-2.
consteval auto ecdsa(int number) { return bytes(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, number); }

}  // namespace internal

// Extensions (RFC 5280, 4.2)
inline constexpr auto kSubjectKeyId = internal::extension(14);
inline constexpr auto kKeyUsage = internal::extension(15);
inline constexpr auto kSubjectAltName = internal::extension(17);
inline constexpr auto kBasicConstraints = internal::extension(19);
inline constexpr auto kNameConstraints = internal::extension(30);
inline constexpr auto kCertificatePolicies = internal::extension(32);
inline constexpr auto kAuthorityKeyId = internal::extension(35);
inline constexpr auto kPolicyConstraints = internal::extension(36);
inline constexpr auto kExtendedKeyUsage = internal::extension(37);
inline constexpr auto kAnyExtendedKeyUsage = internal::bytes(0x55, 0x1d, 37, 0);
inline constexpr auto kAuthorityInfoAccess =
    internal::bytes(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01);

// Purposes (RFC 5280, 4.2.1.12)
inline constexpr auto kServerAuth = internal::bytes(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01);
inline constexpr auto kClientAuth = internal::bytes(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02);

// Attributes of distinguished names (RFC 5280, appendix A)
inline constexpr auto kCommonName = internal::bytes(0x55, 0x04, 0x03);
inline constexpr auto kEmailAddress =
    internal::bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01);

// Keys (RFC 3279, 2.3; RFC 5480, 2.1; RFC 8410)
inline constexpr auto kRsaEncryption = internal::pkcs1(1);
inline constexpr auto kEcPublicKey = internal::bytes(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01);
inline constexpr auto kSecp256r1 = internal::bytes(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07);
inline constexpr auto kSecp384r1 = internal::bytes(0x2b, 0x81, 0x04, 0x00, 0x22);
inline constexpr auto kSecp521r1 = internal::bytes(0x2b, 0x81, 0x04, 0x00, 0x23);
inline constexpr auto kEd25519 = internal::bytes(0x2b, 0x65, 0x70);

// Signatures (RFC 4055; RFC 5758; RFC 8410)
inline constexpr auto kMgf1 = internal::pkcs1(8);
inline constexpr auto kRsaPss = internal::pkcs1(10);
inline constexpr auto kSha256WithRsa = internal::pkcs1(11);
inline constexpr auto kSha384WithRsa = internal::pkcs1(12);
inline constexpr auto kSha512WithRsa = internal::pkcs1(13);
inline constexpr auto kEcdsaWithSha256 = internal::ecdsa(2);
inline constexpr auto kEcdsaWithSha384 = internal::ecdsa(3);
inline constexpr auto kEcdsaWithSha512 = internal::ecdsa(4);
inline constexpr auto kSha256 = internal::nist_hash(1);
inline constexpr auto kSha384 = internal::nist_hash(2);
inline constexpr auto kSha512 = internal::nist_hash(3);

}  // namespace ferrule::pki::oid
