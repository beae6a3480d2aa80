// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/x25519.hpp"

#include "ferrule/core/constant_time.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/openssl/errors.hpp"
#include "ferrule/crypto/openssl/random.hpp"

namespace ferrule::crypto::openssl {

Result<X25519Key, CryptoError> X25519Key::generate() {
  Secret<kLength> private_key = Secret<kLength>::zeroed(kLength);
  TRYV(fill_private(private_key.mut()));
  return from_private(private_key.bytes());
}

Result<X25519Key, CryptoError> X25519Key::from_private(Bytes private_key) {
  if (private_key.size() != kLength) {
    return Err{ErrorKind::BadPrivateKey};
  }
  OwnedPkey pkey;
  UNSAFE("private_key was just checked to have the length given") {
    pkey = OwnedPkey::adopt(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, private_key.data(), kLength));
  }
  TRYV(check(static_cast<bool>(pkey), ErrorKind::BackendFailure));
  X25519Key key(std::move(pkey));
  usize length = kLength;
  bool copied = false;
  UNSAFE("the key is not null, and share_ has room for the length given") {
    copied = EVP_PKEY_get_raw_public_key(key.pkey_.get(), key.share_.data(), &length) == 1;
  }
  TRYV(check(copied && length == kLength, ErrorKind::BackendFailure));
  return key;
}

Result<SharedSecret, CryptoError> X25519Key::complete(Bytes peer_share) {
  if (peer_share.size() != kLength) {
    return Err{ErrorKind::BadPeerShare};
  }
  OwnedPkey peer;
  OwnedPkeyContext context;
  bool ready = false;
  UNSAFE(
      "the share has the length given, and each object is used only when the ones before it "
      "exist") {
    peer = OwnedPkey::adopt(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, peer_share.data(), kLength));
    context = OwnedPkeyContext::adopt(EVP_PKEY_CTX_new(pkey_.get(), nullptr));
    // No validation: every 32 bytes are a public key, and the all-zero secret is refused below.
    ready = peer && context && EVP_PKEY_derive_init(context.get()) == 1 &&
            EVP_PKEY_derive_set_peer_ex(context.get(), peer.get(), 0) == 1;
  }
  TRYV(check(ready, ErrorKind::BackendFailure));
  SharedSecret secret = SharedSecret::zeroed(kLength);
  const MutBytes out = secret.mut();
  usize length = out.size();
  bool derived = false;
  UNSAFE("the context was just prepared with both keys, and out has room for the length given") {
    derived = EVP_PKEY_derive(context.get(), out.data(), &length) == 1;
  }
  // RFC 8446, 7.4.2: "implementations MUST check whether the computed Diffie-Hellman shared secret
  // is the all-zero value".
  TRYV(check(derived, ErrorKind::BadPeerShare));
  const Array<u8, kLength> zeros{};
  if (length != kLength || secret.equals(zeros.span())) {
    return Err{ErrorKind::BadPeerShare};
  }
  return secret;
}

Result<Box<ActiveKeyExchange>, CryptoError> X25519::start(AllocatorRef allocator) const {
  TRY(X25519Key key, X25519Key::generate());
  TRY(Box<X25519Key> boxed, Box<X25519Key>::make(allocator, std::move(key)));
  return Box<ActiveKeyExchange>(std::move(boxed));
}

Result<SharedSecret, CryptoError> X25519::encapsulate(Bytes client_share,
                                                      MutBytes server_share) const {
  if (server_share.size() != X25519Key::kLength) {
    return Err{ErrorKind::BadLength};
  }
  if (client_share.size() != X25519Key::kLength) {
    return Err{ErrorKind::BadPeerShare};
  }
  TRY(X25519Key key, X25519Key::generate());
  server_share.copy_from(key.share());
  return key.complete(client_share);
}

}  // namespace ferrule::crypto::openssl
