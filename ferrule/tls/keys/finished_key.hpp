// SPDX-License-Identifier: Apache-2.0 OR MIT
// The key of a Finished message, and the proof that one was checked (RFC 8446, 4.4.4).
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/crypto/hmac.hpp"
#include "ferrule/tls/error.hpp"

namespace ferrule::tls {

/// The peer's Finished was right. Only FinishedKey::verify makes one, and no traffic state is built
/// without it.
class FinishedVerified {
 public:
  FinishedVerified(FinishedVerified&&) = default;
  FinishedVerified& operator=(FinishedVerified&&) = default;
  FinishedVerified(const FinishedVerified&) = delete;
  FinishedVerified& operator=(const FinishedVerified&) = delete;

 private:
  friend class FinishedKey;
  FinishedVerified() = default;
};

class FinishedKey {
 public:
  FinishedKey(Ref<const crypto::Hash> hash, Bytes key) : key_(hash, key) {}

  /// What Finished carries after the transcript with this hash.
  [[nodiscard]] crypto::HashSecret verify_data(const crypto::Digest& transcript) const {
    return key_.mac(transcript);
  }
  /// FinishedMismatch unless `received` is that; compared in constant time.
  [[nodiscard]] Result<FinishedVerified, Error> verify(const crypto::Digest& transcript,
                                                       Bytes received) const {
    if (!key_.verify(transcript, received)) {
      return Err{PeerMisbehaved::FinishedMismatch};
    }
    return FinishedVerified();
  }

 private:
  crypto::HmacKey key_;
};

}  // namespace ferrule::tls
