// SPDX-License-Identifier: Apache-2.0 OR MIT
// An AEAD that neither encrypts nor authenticates: records keep their shape and can be read and
// rewritten by a test, so that what arrives inside the protection is what the test wants to arrive
// there. Everything else of the handshake stays real.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/crypto/aead.hpp"

namespace ferrule::testing {

class TransparentKey final : public crypto::AeadKey {
 public:
  Result<void, crypto::CryptoError> seal(const crypto::Nonce&, Bytes, Span<const Bytes> plaintext,
                                         MutBytes out) override {
    usize at = 0;
    for (const Bytes piece : plaintext) {
      out.subspan(at, piece.size()).copy_from(piece);
      at += piece.size();
    }
    out.subspan(at).fill(0);
    return ok();
  }
  Result<void, crypto::CryptoError> open_in_place(const crypto::Nonce&, Bytes, MutBytes) override {
    return ok();
  }
};

/// Stands where AES-128-GCM would.
class TransparentAead final : public crypto::Aead {
 public:
  crypto::AeadAlgorithm algorithm() const override { return crypto::AeadAlgorithm::Aes128Gcm; }
  usize key_length() const override { return 16; }
  u64 confidentiality_limit() const override { return u64{1} << 24; }
  u64 integrity_limit() const override { return u64{1} << 52; }
  crypto::FipsStatus fips() const override { return crypto::FipsStatus::Unvalidated; }
  Result<Box<crypto::AeadKey>, crypto::CryptoError> key(AllocatorRef allocator,
                                                        Bytes) const override {
    FERRULE_TRY(Box<TransparentKey> made, Box<TransparentKey>::make(allocator));
    return Box<crypto::AeadKey>(std::move(made));
  }
};

}  // namespace ferrule::testing
