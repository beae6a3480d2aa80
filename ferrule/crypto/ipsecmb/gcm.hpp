// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/crypto/aead.hpp"
#include "ferrule/crypto/aead_limits.hpp"
#include "ferrule/crypto/ipsecmb/calls.hpp"

namespace ferrule::crypto::ipsecmb {

/// AES-GCM with an expanded key (1 KiB), wiped at the end.
class GcmKey final : public AeadKey {
 public:
  /// `key` has the length `calls` are for.
  GcmKey(const GcmCalls& calls, Bytes key);
  GcmKey(const GcmKey&) = delete;
  GcmKey& operator=(const GcmKey&) = delete;
  ~GcmKey();

  Result<void, CryptoError> seal(const Nonce& nonce, Bytes aad, Span<const Bytes> plaintext,
                                 MutBytes out) override;
  Result<void, CryptoError> open_in_place(const Nonce& nonce, Bytes aad, MutBytes in_out) override;

 private:
  /// The header aligns the type only when LINUX is defined; the library's aligned loads need it
  /// always.
  alignas(64) gcm_key_data schedule_{};
  GcmCalls calls_;

  void seal_one(const Nonce& nonce, Bytes aad, Bytes plaintext, MutBytes out) const;
  void seal_gathered(const Nonce& nonce, Bytes aad, Span<const Bytes> pieces, MutBytes out) const;
};

class Gcm final : public Aead {
 public:
  Gcm(AeadAlgorithm algorithm, const GcmCalls& calls) : algorithm_{algorithm}, calls_{calls} {}

  AeadAlgorithm algorithm() const override { return algorithm_; }
  usize key_length() const override { return aead_key_length(algorithm_); }
  u64 confidentiality_limit() const override { return aead_confidentiality_limit(algorithm_); }
  u64 integrity_limit() const override { return aead_integrity_limit(algorithm_); }
  FipsStatus fips() const override { return FipsStatus::Unvalidated; }

  Result<Box<AeadKey>, CryptoError> key(AllocatorRef allocator, Bytes key) const override;

 private:
  AeadAlgorithm algorithm_;
  GcmCalls calls_;
};

}  // namespace ferrule::crypto::ipsecmb
