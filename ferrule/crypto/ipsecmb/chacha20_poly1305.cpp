// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/ipsecmb/chacha20_poly1305.hpp"

#include "ferrule/core/constant_time.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/wipe.hpp"
#include "ferrule/crypto/gather.hpp"
#include "ferrule/crypto/ipsecmb/wipe_object.hpp"

namespace ferrule::crypto::ipsecmb {

ChaCha20Poly1305Key::ChaCha20Poly1305Key(const ChaChaCalls& calls, usize limit, Secret<32> key,
                                         Option<openssl::LibcryptoAeadKey> longer)
    : calls_{calls}, limit_{limit}, key_{std::move(key)}, longer_{std::move(longer)} {
  ensure(key_.size() == 32 && (longer_.has_value() || limit_ >= kMaxAeadMessage));
}

void ChaCha20Poly1305Key::begin(chacha20_poly1305_context_data& context, const Nonce& nonce,
                                Bytes aad) const {
  UNSAFE("the constructor checked the key's 32 bytes, the nonce has 12, aad covers its size") {
    calls_.begin(key_.bytes().data(), &context, nonce.data(), aad.data(), aad.size());
  }
}

Result<void, CryptoError> ChaCha20Poly1305Key::seal(const Nonce& nonce, Bytes aad,
                                                    Span<const Bytes> plaintext, MutBytes out) {
  const Option<usize> total = gathered_size(plaintext, kMaxAeadMessage);
  if (!total || out.size() != *total + kAeadTagLength) {
    return Err{ErrorKind::BadLength};
  }
  if (*total > limit_) {
    openssl::LibcryptoAeadKey& longer = *longer_;
    return longer.seal(nonce, aad, plaintext, out);
  }
  chacha20_poly1305_context_data context{};
  begin(context, nonce, aad);
  MutBytes rest = out;
  for (const Bytes& piece : plaintext) {
    const MutBytes place = rest.first(piece.size());
    rest = rest.subspan(piece.size());
    if (piece.empty()) {
      continue;
    }
    UNSAFE("begin() filled the context, and place has the size of piece") {
      calls_.seal_piece(key_.bytes().data(), &context, place.data(), piece.data(), piece.size());
    }
  }
  ensure(rest.size() == kAeadTagLength);
  UNSAFE("begin() filled the context, and rest was just checked to hold the tag") {
    calls_.finish(&context, rest.data(), kAeadTagLength);
  }
  wipe_object(context);
  return ok();
}

Result<void, CryptoError> ChaCha20Poly1305Key::open_in_place(const Nonce& nonce, Bytes aad,
                                                             MutBytes in_out) {
  if (in_out.size() < kAeadTagLength) {
    return Err{ErrorKind::BadRecordMac};
  }
  const MutBytes text = in_out.first(in_out.size() - kAeadTagLength);
  if (text.size() > kMaxAeadMessage) {
    return Err{ErrorKind::BadLength};
  }
  if (text.size() > limit_) {
    openssl::LibcryptoAeadKey& longer = *longer_;
    return longer.open_in_place(nonce, aad, in_out);
  }
  Array<u8, kAeadTagLength> tag{};
  chacha20_poly1305_context_data context{};
  begin(context, nonce, aad);
  UNSAFE(
      "begin() filled the context; text is transformed in place, which the library allows; tag "
      "holds 16 bytes") {
    if (!text.empty()) {
      calls_.open_piece(key_.bytes().data(), &context, text.data(), text.data(), text.size());
    }
    calls_.finish(&context, tag.data(), kAeadTagLength);
  }
  wipe_object(context);
  if (!constant_time_equal(tag.span(), in_out.last(kAeadTagLength))) {
    wipe(text);
    return Err{ErrorKind::BadRecordMac};
  }
  return ok();
}

Result<Box<AeadKey>, CryptoError> ChaCha20Poly1305::key(AllocatorRef allocator, Bytes key) const {
  Result<Secret<32>, CapacityError> copy = Secret<32>::copy_of(key);
  if (!copy || key.size() != key_length()) {
    return Err{ErrorKind::BadLength};
  }
  Option<openssl::LibcryptoAeadKey> longer;
  if (limit_ < kMaxAeadMessage) {
    TRY(longer, longer_.key_value(key));
  }
  TRY(Box<ChaCha20Poly1305Key> boxed,
      Box<ChaCha20Poly1305Key>::make(allocator, calls_, limit_, std::move(*copy),
                                     std::move(longer)));
  return Box<AeadKey>(std::move(boxed));
}

}  // namespace ferrule::crypto::ipsecmb
