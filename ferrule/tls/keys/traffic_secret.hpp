// SPDX-License-Identifier: Apache-2.0 OR MIT
// A traffic secret, and what is made of it (RFC 8446, 7.2 and 7.3).
#pragma once

#include <utility>

#include "ferrule/core/secret.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/aead.hpp"
#include "ferrule/crypto/hmac.hpp"
#include "ferrule/tls/keys/finished_key.hpp"

namespace ferrule::tls {

/// What one direction of records is protected with.
struct TrafficKeys {
  Secret<crypto::kMaxAeadKeyLength> key;
  Secret<crypto::kAeadNonceLength> iv;
};

class FERRULE_OWNER TrafficSecret {
 public:
  TrafficSecret(Ref<const crypto::Hash> hash, crypto::HashSecret secret)
      : hash_{hash}, secret_(std::move(secret)) {}

  [[nodiscard]] TrafficKeys keys(usize key_length) const;
  [[nodiscard]] FinishedKey finished_key() const;
  /// The next generation, after a KeyUpdate.
  [[nodiscard]] TrafficSecret next() &&;

  /// For key logs.
  [[nodiscard]] Bytes bytes() const FERRULE_LIFETIMEBOUND { return secret_.bytes(); }

 private:
  Ref<const crypto::Hash> hash_;
  crypto::HashSecret secret_;
};

}  // namespace ferrule::tls
