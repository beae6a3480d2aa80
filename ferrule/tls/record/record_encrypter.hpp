// SPDX-License-Identifier: Apache-2.0 OR MIT
// RecordEncrypter: the key of one direction, sealing records one after another (RFC 8446, 5.2
// to 5.5).
#pragma once

#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/secret.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/aead.hpp"
#include "ferrule/tls/error.hpp"
#include "ferrule/tls/keys/traffic_secret.hpp"
#include "ferrule/tls/record/piece_cursor.hpp"
#include "ferrule/tls/record/record_header.hpp"

namespace ferrule::tls {

/// Header, content type and tag: what a protected record without padding has beside its content.
inline constexpr usize kRecordOverhead = kRecordHeaderLength + 1 + crypto::kAeadTagLength;

class FERRULE_OWNER RecordEncrypter {
 public:
  [[nodiscard]] static Result<RecordEncrypter, Error> make(AllocatorRef allocator,
                                                           Ref<const crypto::Aead> aead,
                                                           const TrafficSecret& secret);

  /// Seals one record into `out`, which has exactly the size of kRecordOverhead, the content and
  /// the padding. Content and padding together are at most kMaxFragment bytes.
  [[nodiscard]] Result<void, Error> seal(ContentType type, const RecordContent& content,
                                         usize padding, MutBytes out);

  /// Records sealed so far: the number of the next one.
  [[nodiscard]] u64 sequence() const { return sequence_; }
  /// The AEAD's limit is so near that a KeyUpdate should be sent before the last of so many more
  /// records.
  [[nodiscard]] bool wants_key_update(u64 records = 1) const {
    return sequence_ >= update_at_ || records > update_at_ - sequence_;
  }
  /// A lower limit than the AEAD's own: records that may be sealed with this key. Sealing more is
  /// KeyLimitReached.
  void limit_records(u64 limit);

 private:
  Box<crypto::AeadKey> key_;
  Secret<crypto::kAeadNonceLength> iv_;
  u64 sequence_ = 0;
  u64 limit_ = 0;
  u64 update_at_ = 0;

  RecordEncrypter(Box<crypto::AeadKey> key, Secret<crypto::kAeadNonceLength> iv)
      : key_(std::move(key)), iv_(std::move(iv)) {}
};

}  // namespace ferrule::tls
