// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the signature code points mean, as tables' worth of small functions.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/crypto/hash.hpp"
#include "ferrule/crypto/openssl/curve.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::crypto::openssl {

enum class SignatureFamily : u8 { RsaPkcs1, RsaPss, Ecdsa, Ed25519 };

struct SignatureParts {
  SignatureFamily family;
  /// Not used by Ed25519, which hashes by itself.
  HashAlgorithm hash;
};

[[nodiscard]] constexpr SignatureParts parts_of(SignatureAlgorithm algorithm) {
  switch (algorithm) {
    case SignatureAlgorithm::RsaPkcs1Sha256:
      return {SignatureFamily::RsaPkcs1, HashAlgorithm::Sha256};
    case SignatureAlgorithm::RsaPkcs1Sha384:
      return {SignatureFamily::RsaPkcs1, HashAlgorithm::Sha384};
    case SignatureAlgorithm::RsaPkcs1Sha512:
      return {SignatureFamily::RsaPkcs1, HashAlgorithm::Sha512};
    case SignatureAlgorithm::RsaPssSha256: return {SignatureFamily::RsaPss, HashAlgorithm::Sha256};
    case SignatureAlgorithm::RsaPssSha384: return {SignatureFamily::RsaPss, HashAlgorithm::Sha384};
    case SignatureAlgorithm::RsaPssSha512: return {SignatureFamily::RsaPss, HashAlgorithm::Sha512};
    case SignatureAlgorithm::EcdsaSha256: return {SignatureFamily::Ecdsa, HashAlgorithm::Sha256};
    case SignatureAlgorithm::EcdsaSha384: return {SignatureFamily::Ecdsa, HashAlgorithm::Sha384};
    case SignatureAlgorithm::EcdsaSha512: return {SignatureFamily::Ecdsa, HashAlgorithm::Sha512};
    case SignatureAlgorithm::Ed25519: return {SignatureFamily::Ed25519, HashAlgorithm::Sha512};
  }
  trap();
}

/// The curve of an ECDSA key.
[[nodiscard]] constexpr Option<CurveName> curve_of(PublicKeyAlgorithm algorithm) {
  switch (algorithm) {
    case PublicKeyAlgorithm::EcdsaP256: return CurveName::P256;
    case PublicKeyAlgorithm::EcdsaP384: return CurveName::P384;
    case PublicKeyAlgorithm::EcdsaP521: return CurveName::P521;
    case PublicKeyAlgorithm::Rsa:
    case PublicKeyAlgorithm::RsaPss:
    case PublicKeyAlgorithm::Ed25519: return kNone;
  }
  trap();
}

/// Whether such a key makes such signatures. ECDSA goes with any hash: certificates do that.
[[nodiscard]] constexpr bool fits(PublicKeyAlgorithm key, SignatureFamily family) {
  switch (family) {
    case SignatureFamily::RsaPkcs1: return key == PublicKeyAlgorithm::Rsa;
    case SignatureFamily::RsaPss:
      return key == PublicKeyAlgorithm::Rsa || key == PublicKeyAlgorithm::RsaPss;
    case SignatureFamily::Ecdsa: return curve_of(key).has_value();
    case SignatureFamily::Ed25519: return key == PublicKeyAlgorithm::Ed25519;
  }
  trap();
}

}  // namespace ferrule::crypto::openssl
