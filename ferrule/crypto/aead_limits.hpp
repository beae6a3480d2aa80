// SPDX-License-Identifier: Apache-2.0 OR MIT
// How much one key may protect, the same for every back-end.
#pragma once

#include "ferrule/core/types.hpp"
#include "ferrule/crypto/aead.hpp"

namespace ferrule::crypto {

[[nodiscard]] constexpr usize aead_key_length(AeadAlgorithm algorithm) {
  return algorithm == AeadAlgorithm::Aes128Gcm ? 16 : 32;
}

/// AES-GCM: 2^24.5 full-size records (RFC 8446, 5.5), rounded down to 2^24. ChaCha20-Poly1305: none
/// that is below the record sequence number's own (RFC 8446, 5.5).
[[nodiscard]] constexpr u64 aead_confidentiality_limit(AeadAlgorithm algorithm) {
  return algorithm == AeadAlgorithm::ChaCha20Poly1305 ? ~u64{0} : u64{1} << 24;
}

/// RFC 9001, 6.6: 2^52 forgeries for AES-GCM, 2^36 for ChaCha20-Poly1305.
[[nodiscard]] constexpr u64 aead_integrity_limit(AeadAlgorithm algorithm) {
  return algorithm == AeadAlgorithm::ChaCha20Poly1305 ? u64{1} << 36 : u64{1} << 52;
}

/// The largest message any back-end is given; far above a TLS record, and a length every back-end
/// can count.
inline constexpr usize kMaxAeadMessage = usize{1} << 30;

}  // namespace ferrule::crypto
