// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/record/record_encrypter.hpp"

#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/tls/record/nonce.hpp"

namespace ferrule::tls {
namespace {

/// Padding is gathered from here, a few times if need be.
constexpr usize kZerosLength = 1024;
constexpr Array<u8, kZerosLength> kZeros{};
constexpr usize kMaxGathered = kMaxPieces + 1 + kMaxFragment / kZerosLength;

using Gathered = FixedVec<Bytes, kMaxGathered>;

void append_padding(Gathered& pieces, usize padding) {
  while (padding > 0) {
    const usize count = padding < kZerosLength ? padding : kZerosLength;
    ensure(pieces.push(kZeros.span().first(count)).has_value());
    padding -= count;
  }
}

/// When a limit is tight, updating starts at half of it; when it is wide, this many records before
/// it.
constexpr u64 kUpdateMargin = u64{1} << 16;

}  // namespace

Result<RecordEncrypter, Error> RecordEncrypter::make(AllocatorRef allocator,
                                                     Ref<const crypto::Aead> aead,
                                                     const TrafficSecret& secret) {
  TrafficKeys keys = secret.keys(aead->key_length());
  TRY(Box<crypto::AeadKey> key, aead->key(allocator, keys.key.bytes()));
  RecordEncrypter made(std::move(key), std::move(keys.iv));
  made.limit_records(aead->confidentiality_limit());
  return made;
}

void RecordEncrypter::limit_records(u64 limit) {
  limit_ = limit;
  update_at_ = limit > 2 * kUpdateMargin ? limit - kUpdateMargin : limit / 2;
}

Result<void, Error> RecordEncrypter::seal(ContentType type, const RecordContent& content,
                                          usize padding, MutBytes out) {
  if (sequence_ >= limit_) {
    return Err{ResourceError::KeyLimitReached};
  }
  ensure(content.size + padding <= kMaxFragment);
  ensure(out.size() == kRecordOverhead + content.size + padding);
  const u16 length = static_cast<u16>(out.size() - kRecordHeaderLength);
  const auto header = RecordHeader{content::kApplicationData, kTls12, length}.encode();
  out.first(kRecordHeaderLength).copy_from(header);

  const Array<u8, 1> inner_type{{type.value}};
  Gathered pieces;
  for (const Bytes piece : content.pieces) {
    ensure(pieces.push(piece).has_value());
  }
  ensure(pieces.push(inner_type.span()).has_value());
  append_padding(pieces, padding);
  TRYV(key_->seal(record_nonce(iv_.bytes(), sequence_), header, pieces.span(),
                  out.subspan(kRecordHeaderLength)));
  ++sequence_;
  return ok();
}

}  // namespace ferrule::tls
