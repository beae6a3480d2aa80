// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/ipsecmb/gcm.hpp"

#include "ferrule/core/constant_time.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/wipe.hpp"
#include "ferrule/crypto/gather.hpp"
#include "ferrule/crypto/ipsecmb/wipe_object.hpp"

namespace ferrule::crypto::ipsecmb {

GcmKey::GcmKey(const GcmCalls& calls, Bytes key) : calls_{calls} {
  UNSAFE(
      "the caller passes a key of the length these functions are for, and schedule_ is aligned to "
      "64") {
    calls_.prepare(key.data(), &schedule_);
  }
}

GcmKey::~GcmKey() { wipe_object(schedule_); }

void GcmKey::seal_one(const Nonce& nonce, Bytes aad, Bytes plaintext, MutBytes out) const {
  ensure(out.size() == plaintext.size() + kAeadTagLength);
  gcm_context_data context{};
  UNSAFE(
      "out was just checked to hold ciphertext and tag; the nonce has 12 bytes; the spans cover "
      "their sizes") {
    u8* const tag = out.last(kAeadTagLength).data();
    calls_.seal(&schedule_, &context, out.data(), plaintext.data(), plaintext.size(), nonce.data(),
                aad.data(), aad.size(), tag, kAeadTagLength);
  }
  wipe_object(context);
}

void GcmKey::seal_gathered(const Nonce& nonce, Bytes aad, Span<const Bytes> pieces,
                           MutBytes out) const {
  gcm_context_data context{};
  UNSAFE("the nonce has 12 bytes, aad covers its size, and begin() fills the context") {
    calls_.begin(&schedule_, &context, nonce.data(), aad.data(), aad.size());
  }
  MutBytes rest = out;
  for (const Bytes& piece : pieces) {
    const MutBytes place = rest.first(piece.size());
    rest = rest.subspan(piece.size());
    if (piece.empty()) {
      continue;
    }
    UNSAFE("begin() filled the context, and place has the size of piece") {
      calls_.seal_piece(&schedule_, &context, place.data(), piece.data(), piece.size());
    }
  }
  ensure(rest.size() == kAeadTagLength);
  UNSAFE("begin() filled the context, and rest was just checked to hold the tag") {
    calls_.finish_seal(&schedule_, &context, rest.data(), kAeadTagLength);
  }
  wipe_object(context);
}

Result<void, CryptoError> GcmKey::seal(const Nonce& nonce, Bytes aad, Span<const Bytes> plaintext,
                                       MutBytes out) {
  const Option<usize> total = gathered_size(plaintext, kMaxAeadMessage);
  if (!total || out.size() != *total + kAeadTagLength) {
    return Err{ErrorKind::BadLength};
  }
  if (plaintext.size() == 1) {
    seal_one(nonce, aad, plaintext[0], out);
  } else {
    seal_gathered(nonce, aad, plaintext, out);
  }
  return ok();
}

Result<void, CryptoError> GcmKey::open_in_place(const Nonce& nonce, Bytes aad, MutBytes in_out) {
  if (in_out.size() < kAeadTagLength) {
    return Err{ErrorKind::BadRecordMac};
  }
  const MutBytes text = in_out.first(in_out.size() - kAeadTagLength);
  if (text.size() > kMaxAeadMessage) {
    return Err{ErrorKind::BadLength};
  }
  Array<u8, kAeadTagLength> tag{};
  gcm_context_data context{};
  UNSAFE(
      "text is transformed in place, which the library allows; tag holds what is asked for; the "
      "nonce has 12 bytes") {
    calls_.open(&schedule_, &context, text.data(), text.data(), text.size(), nonce.data(),
                aad.data(), aad.size(), tag.data(), kAeadTagLength);
  }
  wipe_object(context);
  if (!constant_time_equal(tag.span(), in_out.last(kAeadTagLength))) {
    wipe(text);
    return Err{ErrorKind::BadRecordMac};
  }
  return ok();
}

Result<Box<AeadKey>, CryptoError> Gcm::key(AllocatorRef allocator, Bytes key) const {
  if (key.size() != key_length()) {
    return Err{ErrorKind::BadLength};
  }
  TRY(Box<GcmKey> boxed, Box<GcmKey>::make(allocator, calls_, key));
  return Box<AeadKey>(std::move(boxed));
}

}  // namespace ferrule::crypto::ipsecmb
