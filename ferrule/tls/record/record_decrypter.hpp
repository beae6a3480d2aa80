// SPDX-License-Identifier: Apache-2.0 OR MIT
// RecordDecrypter: the key of one direction, opening records one after another, in place.
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
#include "ferrule/tls/record/record_header.hpp"

namespace ferrule::tls {

/// What was in a record.
struct FERRULE_VIEW Record {
  ContentType type;
  MutBytes content;
};

class FERRULE_OWNER RecordDecrypter {
 public:
  [[nodiscard]] static Result<RecordDecrypter, Error> make(AllocatorRef allocator,
                                                           Ref<const crypto::Aead> aead,
                                                           const TrafficSecret& secret);

  /// Opens `sealed`, what follows `header` on the wire, in place. The sequence number goes on only
  /// when that succeeds.
  [[nodiscard]] Result<Record, Error> open(const RecordHeader& header,
                                           MutBytes sealed FERRULE_LIFETIMEBOUND);

  /// Records opened so far: the number of the next one.
  [[nodiscard]] u64 sequence() const { return sequence_; }

 private:
  Box<crypto::AeadKey> key_;
  Secret<crypto::kAeadNonceLength> iv_;
  u64 sequence_ = 0;
  u64 forgeries_ = 0;
  u64 forgery_limit_ = 0;

  RecordDecrypter(Box<crypto::AeadKey> key, Secret<crypto::kAeadNonceLength> iv, u64 forgery_limit)
      : key_(std::move(key)), iv_(std::move(iv)), forgery_limit_{forgery_limit} {}
};

}  // namespace ferrule::tls
