// SPDX-License-Identifier: Apache-2.0 OR MIT
// Authenticated encryption for records (RFC 5116).
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/fips.hpp"

namespace ferrule::crypto {

enum class AeadAlgorithm : u8 { Aes128Gcm, Aes256Gcm, ChaCha20Poly1305 };

inline constexpr usize kAeadNonceLength = 12;
inline constexpr usize kAeadTagLength = 16;
inline constexpr usize kMaxAeadKeyLength = 32;

using Nonce = Array<u8, kAeadNonceLength>;

/// One key, ready to work. Not for use by two threads at once. The key is wiped when this ends.
class AeadKey {
 public:
  /// Encrypts the concatenation of `plaintext` and appends the tag. `out` has exactly the size of
  /// both, and overlaps no piece unless there is one piece that starts where `out` starts.
  [[nodiscard]] virtual Result<void, CryptoError> seal(const Nonce& nonce, Bytes aad,
                                                       Span<const Bytes> plaintext,
                                                       MutBytes out) = 0;
  /// Decrypts `in_out` (ciphertext and tag) in place; the plaintext is its first size - 16 bytes.
  /// On error the bytes are not to be used.
  [[nodiscard]] virtual Result<void, CryptoError> open_in_place(const Nonce& nonce, Bytes aad,
                                                                MutBytes in_out) = 0;

 protected:
  ~AeadKey() = default;
};

/// An AEAD algorithm. Objects live as long as their provider.
class Aead {
 public:
  virtual AeadAlgorithm algorithm() const = 0;
  virtual usize key_length() const = 0;
  /// Records that may be sealed under one key (RFC 8446, 5.5).
  virtual u64 confidentiality_limit() const = 0;
  /// Forgeries that may be tolerated under one key.
  virtual u64 integrity_limit() const = 0;
  virtual FipsStatus fips() const = 0;

  [[nodiscard]] virtual Result<Box<AeadKey>, CryptoError> key(AllocatorRef allocator,
                                                              Bytes key) const = 0;

 protected:
  ~Aead() = default;
};

}  // namespace ferrule::crypto
