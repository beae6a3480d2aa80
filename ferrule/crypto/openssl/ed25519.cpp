// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/ed25519.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/openssl/errors.hpp"

namespace ferrule::crypto::openssl {

Result<Ed25519Key, CryptoError> Ed25519Key::from_public(Bytes key) {
  if (key.size() != kLength) {
    return Err{ErrorKind::BadPublicKey};
  }
  OwnedPkey pkey;
  UNSAFE("key was just checked to have the length given") {
    pkey = OwnedPkey::adopt(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), kLength));
  }
  TRYV(check(static_cast<bool>(pkey), ErrorKind::BadPublicKey));
  return Ed25519Key(std::move(pkey));
}

Result<Ed25519Key, CryptoError> Ed25519Key::from_private(Bytes seed) {
  if (seed.size() != kLength) {
    return Err{ErrorKind::BadPrivateKey};
  }
  OwnedPkey pkey;
  UNSAFE("seed was just checked to have the length given") {
    pkey = OwnedPkey::adopt(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), kLength));
  }
  TRYV(check(static_cast<bool>(pkey), ErrorKind::BadPrivateKey));
  return Ed25519Key(std::move(pkey));
}

Result<Array<u8, Ed25519Key::kLength>, CryptoError> Ed25519Key::public_key() const {
  Array<u8, kLength> key{};
  usize length = kLength;
  bool copied = false;
  UNSAFE("the key is not null, and the array has room for the length given") {
    copied = EVP_PKEY_get_raw_public_key(pkey_.get(), key.data(), &length) == 1;
  }
  TRYV(check(copied && length == kLength, ErrorKind::BackendFailure));
  return key;
}

Result<usize, CryptoError> Ed25519Key::sign(Bytes message, MutBytes signature) const {
  if (signature.size() < kSignatureLength) {
    return Err{ErrorKind::BadLength};
  }
  OwnedDigestContext context;
  usize length = signature.size();
  bool made = false;
  UNSAFE(
      "the key is not null and only read; signature has room for the length given, message is "
      "readable") {
    context = OwnedDigestContext::adopt(EVP_MD_CTX_new());
    made =
        context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, pkey_.get()) == 1 &&
        EVP_DigestSign(context.get(), signature.data(), &length, message.data(), message.size()) ==
            1;
  }
  TRYV(check(made, ErrorKind::BackendFailure));
  return length;
}

Result<void, CryptoError> Ed25519Key::verify(Bytes message, Bytes signature) const {
  if (signature.size() != kSignatureLength) {
    return Err{ErrorKind::BadSignature};
  }
  OwnedDigestContext context;
  bool ready = false;
  bool matches = false;
  UNSAFE("the key is not null and only read; both spans are readable for their sizes") {
    context = OwnedDigestContext::adopt(EVP_MD_CTX_new());
    ready =
        context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey_.get()) == 1;
    matches = ready && EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                                        message.data(), message.size()) == 1;
  }
  TRYV(check(ready, ErrorKind::BackendFailure));
  return check(matches, ErrorKind::BadSignature);
}

}  // namespace ferrule::crypto::openssl
