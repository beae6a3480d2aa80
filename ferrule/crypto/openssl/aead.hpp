// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/aead.hpp"
#include "ferrule/crypto/aead_limits.hpp"
#include "ferrule/crypto/openssl/handle.hpp"

namespace ferrule::crypto::openssl {

/// A cipher context that holds one key. A record costs it no lookup and no allocation.
class LibcryptoAeadKey final : public AeadKey {
 public:
  [[nodiscard]] static Result<LibcryptoAeadKey, CryptoError> make(const OwnedCipher& cipher,
                                                                  Bytes key);

  Result<void, CryptoError> seal(const Nonce& nonce, Bytes aad, Span<const Bytes> plaintext,
                                 MutBytes out) override;
  Result<void, CryptoError> open_in_place(const Nonce& nonce, Bytes aad, MutBytes in_out) override;

 private:
  OwnedCipherContext context_;

  explicit LibcryptoAeadKey(OwnedCipherContext context) : context_{std::move(context)} {}
};

/// AES-GCM and ChaCha20-Poly1305 by EVP, the cipher fetched once.
class LibcryptoAead final : public Aead {
 public:
  [[nodiscard]] static Result<LibcryptoAead, CryptoError> fetch(AeadAlgorithm algorithm);

  AeadAlgorithm algorithm() const override { return algorithm_; }
  usize key_length() const override { return aead_key_length(algorithm_); }
  u64 confidentiality_limit() const override { return aead_confidentiality_limit(algorithm_); }
  u64 integrity_limit() const override { return aead_integrity_limit(algorithm_); }
  FipsStatus fips() const override { return FipsStatus::Unvalidated; }

  Result<Box<AeadKey>, CryptoError> key(AllocatorRef allocator, Bytes key) const override;
  /// The key as a value, for other back-ends that share the work with libcrypto.
  [[nodiscard]] Result<LibcryptoAeadKey, CryptoError> key_value(Bytes key) const;

 private:
  AeadAlgorithm algorithm_;
  OwnedCipher cipher_;

  LibcryptoAead(AeadAlgorithm algorithm, OwnedCipher cipher)
      : algorithm_{algorithm}, cipher_{std::move(cipher)} {}
};

}  // namespace ferrule::crypto::openssl
