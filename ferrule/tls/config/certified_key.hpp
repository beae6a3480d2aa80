// SPDX-License-Identifier: Apache-2.0 OR MIT
// A certificate chain with the private key of its first certificate.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/crypto/signature.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

class FERRULE_OWNER CertifiedKey {
 public:
  /// Copies `chain` (DER, leaf first). Fails when the leaf cannot be read, or is not the
  /// certificate of `key`.
  [[nodiscard]] static Result<CertifiedKey, Error> make(AllocatorRef allocator,
                                                        Span<const Bytes> chain,
                                                        Box<crypto::SigningKey> key);

  /// DER certificates, leaf first; at least one.
  [[nodiscard]] usize chain_length() const { return ends_.size(); }
  [[nodiscard]] Bytes certificate(usize index) const FERRULE_LIFETIMEBOUND;
  [[nodiscard]] const crypto::SigningKey& key() const FERRULE_LIFETIMEBOUND { return *key_; }

  /// The first scheme of the peer's list that this key can sign with (RFC 8446, 4.2.3), if any.
  [[nodiscard]] Option<crypto::SignatureScheme> choose_scheme(
      Span<const crypto::SignatureScheme> offered) const;

 private:
  CertifiedKey(ByteVec certificates, Vec<usize> ends, Box<crypto::SigningKey> key)
      : certificates_(std::move(certificates)), ends_(std::move(ends)), key_(std::move(key)) {}

  ByteVec certificates_;  ///< one after another
  Vec<usize> ends_;       ///< where each ends in certificates_
  Box<crypto::SigningKey> key_;
};

}  // namespace ferrule::tls
