// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/record/record_decrypter.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/record/nonce.hpp"

namespace ferrule::tls {
namespace {

/// TLSInnerPlaintext: content, its type, and zeros (RFC 8446, 5.4). Only the length of the padding
/// may show in the time taken, and that the peer chose.
Result<Record, Error> unpad(MutBytes inner FERRULE_LIFETIMEBOUND) {
  if (inner.size() > kMaxFragment + 1) {
    return Err{InvalidMessage::RecordTooLong};
  }
  usize length = inner.size();
  while (length > 0 && inner[length - 1] == 0) {
    --length;
  }
  if (length == 0) {
    return Err{InvalidMessage::NoContentType};
  }
  return Record{ContentType{inner[length - 1]}, inner.first(length - 1)};
}

}  // namespace

Result<RecordDecrypter, Error> RecordDecrypter::make(AllocatorRef allocator,
                                                     Ref<const crypto::Aead> aead,
                                                     const TrafficSecret& secret) {
  TrafficKeys keys = secret.keys(aead->key_length());
  TRY(Box<crypto::AeadKey> key, aead->key(allocator, keys.key.bytes()));
  return RecordDecrypter(std::move(key), std::move(keys.iv), aead->integrity_limit());
}

Result<Record, Error> RecordDecrypter::open(const RecordHeader& header, MutBytes sealed) {
  if (sequence_ == ~u64{0}) {
    return Err{ResourceError::SequenceExhausted};
  }
  if (forgeries_ >= forgery_limit_) {
    return Err{PeerMisbehaved::TooManyForgeries};
  }
  if (sealed.size() < crypto::kAeadTagLength) {
    return Err{crypto::CryptoError(crypto::ErrorKind::BadRecordMac)};
  }
  const auto opened =
      key_->open_in_place(record_nonce(iv_.bytes(), sequence_), header.encode(), sealed);
  if (!opened) {
    ++forgeries_;
    return Err{opened.error()};
  }
  ++sequence_;
  return unpad(sealed.first(sealed.size() - crypto::kAeadTagLength));
}

}  // namespace ferrule::tls
