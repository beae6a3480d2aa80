// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/aead.hpp"

#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/wipe.hpp"
#include "ferrule/crypto/gather.hpp"
#include "ferrule/crypto/openssl/errors.hpp"

namespace ferrule::crypto::openssl {

namespace {

enum class Direction : u8 { Open, Seal };

/// Starts a record: nonce and associated data.
bool begin(const OwnedCipherContext& context, Direction direction, const Nonce& nonce, Bytes aad) {
  UNSAFE(
      "the context holds a cipher of 12-byte nonces and its key, and aad is at most "
      "kMaxAeadMessage bytes") {
    int length = 0;
    return EVP_CipherInit_ex(context.get(), nullptr, nullptr, nullptr, nonce.data(),
                             direction == Direction::Seal ? 1 : 0) == 1 &&
           (aad.empty() || EVP_CipherUpdate(context.get(), nullptr, &length, aad.data(),
                                            static_cast<int>(aad.size())) == 1);
  }
}

/// Both ciphers are streams: as many bytes come out as go in.
bool transform(const OwnedCipherContext& context, Bytes in, MutBytes out) {
  ensure(in.size() == out.size() && in.size() <= kMaxAeadMessage);
  if (in.empty()) {
    return true;
  }
  UNSAFE(
      "in and out were just checked to have one size that fits an int; libcrypto refuses a partial "
      "overlap") {
    int length = 0;
    return EVP_CipherUpdate(context.get(), out.data(), &length, in.data(),
                            static_cast<int>(in.size())) == 1;
  }
}

bool finish_seal(const OwnedCipherContext& context, MutBytes tag) {
  ensure(tag.size() == kAeadTagLength);
  UNSAFE(
      "a stream cipher's final step writes nothing, and tag was just checked to hold the 16 bytes "
      "asked for") {
    u8 nothing[EVP_MAX_BLOCK_LENGTH] = {};
    int length = 0;
    return EVP_CipherFinal_ex(context.get(), nothing, &length) == 1 &&
           EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kAeadTagLength, tag.data()) ==
               1;
  }
}

/// The tag has to be known before the data (libcrypto compares it in constant time at the end).
bool expect_tag(const OwnedCipherContext& context, MutBytes tag) {
  ensure(tag.size() == kAeadTagLength);
  UNSAFE("tag was just checked to cover the 16 bytes that are copied from it") {
    return EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kAeadTagLength, tag.data()) ==
           1;
  }
}

bool finish_open(const OwnedCipherContext& context) {
  UNSAFE(
      "a stream cipher's final step writes nothing; the buffer has room for a block all the same") {
    u8 nothing[EVP_MAX_BLOCK_LENGTH] = {};
    int length = 0;
    return EVP_CipherFinal_ex(context.get(), nothing, &length) == 1;
  }
}

}  // namespace

Result<LibcryptoAeadKey, CryptoError> LibcryptoAeadKey::make(const OwnedCipher& cipher, Bytes key) {
  OwnedCipherContext context;
  bool ready = false;
  UNSAFE("cipher is a fetched cipher, and the caller checked that key has its key length") {
    context = OwnedCipherContext::adopt(EVP_CIPHER_CTX_new());
    ready = static_cast<bool>(context) &&
            EVP_CipherInit_ex(context.get(), cipher.get(), nullptr, key.data(), nullptr, 1) == 1;
  }
  TRYV(check(ready, ErrorKind::BackendFailure));
  return LibcryptoAeadKey(std::move(context));
}

Result<void, CryptoError> LibcryptoAeadKey::seal(const Nonce& nonce, Bytes aad,
                                                 Span<const Bytes> plaintext, MutBytes out) {
  const Option<usize> total = gathered_size(plaintext, kMaxAeadMessage);
  if (!total || out.size() != *total + kAeadTagLength || aad.size() > kMaxAeadMessage) {
    return Err{ErrorKind::BadLength};
  }
  TRYV(check(begin(context_, Direction::Seal, nonce, aad), ErrorKind::BackendFailure));
  MutBytes rest = out;
  for (const Bytes& piece : plaintext) {
    TRYV(check(transform(context_, piece, rest.first(piece.size())), ErrorKind::BackendFailure));
    rest = rest.subspan(piece.size());
  }
  return check(finish_seal(context_, rest), ErrorKind::BackendFailure);
}

Result<void, CryptoError> LibcryptoAeadKey::open_in_place(const Nonce& nonce, Bytes aad,
                                                          MutBytes in_out) {
  if (in_out.size() < kAeadTagLength) {
    return Err{ErrorKind::BadRecordMac};
  }
  const usize length = in_out.size() - kAeadTagLength;
  if (length > kMaxAeadMessage || aad.size() > kMaxAeadMessage) {
    return Err{ErrorKind::BadLength};
  }
  const MutBytes text = in_out.first(length);
  const bool prepared = begin(context_, Direction::Open, nonce, aad) &&
                        expect_tag(context_, in_out.last(kAeadTagLength)) &&
                        transform(context_, text, text);
  TRYV(check(prepared, ErrorKind::BackendFailure));
  if (!finish_open(context_)) {
    wipe(text);
    return Err{take_error(ErrorKind::BadRecordMac)};
  }
  return ok();
}

Result<LibcryptoAead, CryptoError> LibcryptoAead::fetch(AeadAlgorithm algorithm) {
  OwnedCipher cipher;
  UNSAFE("the name is a literal, and null asks for the default library context and properties") {
    const char* const name = algorithm == AeadAlgorithm::Aes128Gcm   ? "AES-128-GCM"
                             : algorithm == AeadAlgorithm::Aes256Gcm ? "AES-256-GCM"
                                                                     : "ChaCha20-Poly1305";
    cipher = OwnedCipher::adopt(EVP_CIPHER_fetch(nullptr, name, nullptr));
  }
  TRYV(check(static_cast<bool>(cipher), ErrorKind::Unsupported));
  return LibcryptoAead(algorithm, std::move(cipher));
}

Result<LibcryptoAeadKey, CryptoError> LibcryptoAead::key_value(Bytes key) const {
  if (key.size() != key_length()) {
    return Err{ErrorKind::BadLength};
  }
  return LibcryptoAeadKey::make(cipher_, key);
}

Result<Box<AeadKey>, CryptoError> LibcryptoAead::key(AllocatorRef allocator, Bytes key) const {
  TRY(LibcryptoAeadKey made, key_value(key));
  TRY(Box<LibcryptoAeadKey> boxed, Box<LibcryptoAeadKey>::make(allocator, std::move(made)));
  return Box<AeadKey>(std::move(boxed));
}

}  // namespace ferrule::crypto::openssl
