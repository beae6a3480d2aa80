// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/box.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/secret.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/crypto/aead.hpp"
#include "ferrule/crypto/aead_limits.hpp"
#include "ferrule/crypto/ipsecmb/calls.hpp"
#include "ferrule/crypto/openssl/aead.hpp"

namespace ferrule::crypto::ipsecmb {

/// The longest message for which libipsec-mb 1.3 measured faster than libcrypto 3.0
/// (docs/cryptography.md; seal, one core, one run, time of libcrypto over ours):
///
///   bytes      64    512   1024   1400   2048   4096  16384
///   AVX-512  2.80x  2.47x  2.05x  2.02x  1.73x  1.41x  1.23x
///   AVX2     2.73x  1.81x  1.13x  1.13x  0.80x  0.60x  0.46x
///   AVX      2.82x  1.32x  0.79x  0.79x  0.55x  0.40x  0.31x
///   SSE      2.87x  1.31x  0.81x  0.80x  0.53x  0.40x  0.31x
[[nodiscard]] constexpr usize chacha_limit(InstructionSet instructions) {
  switch (instructions) {
    case InstructionSet::Sse:
    case InstructionSet::Avx: return 512;
    case InstructionSet::Avx2: return 1400;
    case InstructionSet::Avx512: return kMaxAeadMessage;
  }
  return 0;
}

/// Short messages by libipsec-mb, long ones by libcrypto.
class ChaCha20Poly1305Key final : public AeadKey {
 public:
  /// `key` has 32 bytes; messages longer than `limit` go to `longer`, which exists unless the limit
  /// admits all.
  ChaCha20Poly1305Key(const ChaChaCalls& calls, usize limit, Secret<32> key,
                      Option<openssl::LibcryptoAeadKey> longer);

  Result<void, CryptoError> seal(const Nonce& nonce, Bytes aad, Span<const Bytes> plaintext,
                                 MutBytes out) override;
  Result<void, CryptoError> open_in_place(const Nonce& nonce, Bytes aad, MutBytes in_out) override;

 private:
  ChaChaCalls calls_;
  usize limit_;
  Secret<32> key_;
  Option<openssl::LibcryptoAeadKey> longer_;

  void begin(chacha20_poly1305_context_data& context, const Nonce& nonce, Bytes aad) const;
};

class ChaCha20Poly1305 final : public Aead {
 public:
  ChaCha20Poly1305(const ChaChaCalls& calls, usize limit, openssl::LibcryptoAead longer)
      : calls_{calls}, limit_{limit}, longer_{std::move(longer)} {}

  AeadAlgorithm algorithm() const override { return AeadAlgorithm::ChaCha20Poly1305; }
  usize key_length() const override { return aead_key_length(algorithm()); }
  u64 confidentiality_limit() const override { return aead_confidentiality_limit(algorithm()); }
  u64 integrity_limit() const override { return aead_integrity_limit(algorithm()); }
  FipsStatus fips() const override { return FipsStatus::Unvalidated; }

  Result<Box<AeadKey>, CryptoError> key(AllocatorRef allocator, Bytes key) const override;

 private:
  ChaChaCalls calls_;
  usize limit_;
  openssl::LibcryptoAead longer_;
};

}  // namespace ferrule::crypto::ipsecmb
