// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/openssl/handle.hpp"

namespace ferrule::crypto::openssl {

/// Ed25519 (RFC 8032), a public key or a key pair. Usable from several threads.
class Ed25519Key {
 public:
  static constexpr usize kLength = 32;
  static constexpr usize kSignatureLength = 64;

  [[nodiscard]] static Result<Ed25519Key, CryptoError> from_public(Bytes key);
  /// `seed` is the 32-byte private key of RFC 8032, 5.1.5.
  [[nodiscard]] static Result<Ed25519Key, CryptoError> from_private(Bytes seed);

  [[nodiscard]] Result<Array<u8, kLength>, CryptoError> public_key() const;
  [[nodiscard]] Result<usize, CryptoError> sign(Bytes message, MutBytes signature) const;
  [[nodiscard]] Result<void, CryptoError> verify(Bytes message, Bytes signature) const;

 private:
  OwnedPkey pkey_;

  explicit Ed25519Key(OwnedPkey pkey) : pkey_{std::move(pkey)} {}
};

}  // namespace ferrule::crypto::openssl
