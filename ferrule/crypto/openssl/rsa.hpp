// SPDX-License-Identifier: Apache-2.0 OR MIT
// RSA signatures (RFC 8017) in the low-level form, keys of 2048 to 8192 bits.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/hash.hpp"
#include "ferrule/crypto/openssl/handle.hpp"

namespace ferrule::crypto::openssl {

inline constexpr int kMinRsaBits = 2048;
inline constexpr int kMaxRsaBits = 8192;

/// A digest for MGF1, which libcrypto runs through EVP: fetched once.
struct FetchedDigest {
  HashAlgorithm algorithm;
  OwnedDigest md;

  [[nodiscard]] static Result<FetchedDigest, CryptoError> fetch(HashAlgorithm algorithm);
  /// A share of the same fetched digest.
  [[nodiscard]] FetchedDigest share() const;
};

/// A public key, or a key pair. Usable from several threads.
class RsaKey {
 public:
  /// RSAPublicKey in DER (RFC 8017, A.1.1). BadPublicKey outside the accepted sizes, or for an
  /// exponent that is even, below 3 or above 32 bits.
  [[nodiscard]] static Result<RsaKey, CryptoError> from_public(Bytes der);
  /// RSAPrivateKey in DER (RFC 8017, A.1.2), two primes.
  [[nodiscard]] static Result<RsaKey, CryptoError> from_private(Bytes der);

  /// Bytes of the modulus, and of a signature.
  [[nodiscard]] usize length() const;

  /// `signature` has room for length() bytes; returns how many were written.
  [[nodiscard]] Result<usize, CryptoError> sign_pkcs1(HashAlgorithm hash, Bytes digest,
                                                      MutBytes signature) const;
  /// The salt is as long as the digest (RFC 8446, 4.2.3).
  [[nodiscard]] Result<usize, CryptoError> sign_pss(const FetchedDigest& hash, Bytes digest,
                                                    MutBytes signature) const;
  [[nodiscard]] Result<void, CryptoError> verify_pkcs1(HashAlgorithm hash, Bytes digest,
                                                       Bytes signature) const;
  [[nodiscard]] Result<void, CryptoError> verify_pss(const FetchedDigest& hash, Bytes digest,
                                                     Bytes signature) const;

 private:
  OwnedRsa rsa_;

  explicit RsaKey(OwnedRsa rsa) : rsa_{std::move(rsa)} {}
};

}  // namespace ferrule::crypto::openssl
