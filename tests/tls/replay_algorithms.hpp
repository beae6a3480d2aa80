// SPDX-License-Identifier: Apache-2.0 OR MIT
// Algorithms that do again what a recorded handshake did: its private keys, its signatures, its
// messages.
#pragma once

#include <vector>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/hash.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/crypto/openssl/ecdh.hpp"
#include "ferrule/crypto/openssl/x25519.hpp"
#include "ferrule/crypto/signature.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "tests/tls/rewrites.hpp"

namespace ferrule::testing {

/// X25519 or ECDH on P-256, always with the same key pair.
class ReplayKeyExchange final : public crypto::KeyExchange {
 public:
  ReplayKeyExchange(crypto::NamedGroup group, std::vector<u8> private_key)
      : group_{group}, private_key_(std::move(private_key)) {}

  crypto::NamedGroup group() const override { return group_; }
  usize client_share_length() const override { return group_ == crypto::kX25519 ? 32 : 65; }
  usize server_share_length() const override { return client_share_length(); }
  crypto::FipsStatus fips() const override { return crypto::FipsStatus::Unvalidated; }

  Result<Box<crypto::ActiveKeyExchange>, crypto::CryptoError> start(
      AllocatorRef allocator) const override {
    using namespace crypto::openssl;
    if (group_ == crypto::kX25519) {
      TRY(X25519Key key, X25519Key::from_private(private_key_));
      TRY(Box<X25519Key> boxed, Box<X25519Key>::make(allocator, std::move(key)));
      return Box<crypto::ActiveKeyExchange>(std::move(boxed));
    }
    TRY(Curve loaded, Curve::load(CurveName::P256));
    TRY(EcKey pair, loaded.from_private(private_key_));
    TRY(Arc<Curve> curve, Arc<Curve>::make(allocator, std::move(loaded)));
    TRY(EcdhKey key, EcdhKey::make(std::move(curve), std::move(pair)));
    TRY(Box<EcdhKey> boxed, Box<EcdhKey>::make(allocator, std::move(key)));
    return Box<crypto::ActiveKeyExchange>(std::move(boxed));
  }
  Result<crypto::SharedSecret, crypto::CryptoError> encapsulate(
      Bytes client_share, MutBytes server_share) const override {
    TRY(Box<crypto::ActiveKeyExchange> pair, start(system_allocator()));
    server_share.copy_from(pair->share());
    return pair->complete(client_share);
  }

 private:
  crypto::NamedGroup group_;
  std::vector<u8> private_key_;
};

/// What was signed, and the signature that came of it.
struct RecordedSignature {
  std::vector<u8> message;
  std::vector<u8> signature;
};

/// Signs the recorded message, and no other.
class ReplaySigningKey final : public crypto::SigningKey {
 public:
  ReplaySigningKey(crypto::PublicKeyAlgorithm algorithm, std::vector<u8> public_key_info,
                   RecordedSignature recorded)
      : algorithm_{algorithm},
        public_key_info_(std::move(public_key_info)),
        recorded_(std::move(recorded)) {}

  crypto::PublicKeyAlgorithm algorithm() const override { return algorithm_; }
  Bytes public_key_info() const FERRULE_LIFETIMEBOUND override { return public_key_info_; }
  Result<usize, crypto::CryptoError> sign(crypto::SignatureScheme, Bytes message,
                                          MutBytes signature) const override {
    if (!equal(message, recorded_.message)) {
      return Err{crypto::ErrorKind::BackendFailure};
    }
    signature.first(recorded_.signature.size()).copy_from(recorded_.signature);
    return recorded_.signature.size();
  }

 private:
  crypto::PublicKeyAlgorithm algorithm_;
  std::vector<u8> public_key_info_;
  RecordedSignature recorded_;
};

/// Accepts the recorded signature of the recorded message, whatever the key, and nothing else.
class ReplayVerifier final : public crypto::SignatureVerifier {
 public:
  explicit ReplayVerifier(RecordedSignature recorded) : recorded_(std::move(recorded)) {}

  crypto::FipsStatus fips() const override { return crypto::FipsStatus::Unvalidated; }
  Result<void, crypto::CryptoError> verify(crypto::PublicKey, crypto::SignatureAlgorithm,
                                           Bytes message, Bytes signature) const override {
    if (!equal(message, recorded_.message) || !equal(signature, recorded_.signature)) {
      return Err{crypto::ErrorKind::BadSignature};
    }
    return ok();
  }

 private:
  RecordedSignature recorded_;
};

/// A hash that sees the recorded message where we wrote or read another.
class RewritingHash final : public crypto::Hash {
 public:
  RewritingHash(Ref<const crypto::Hash> base, Rewrites rewrites)
      : base_{base}, rewrites_(std::move(rewrites)) {}

  crypto::HashAlgorithm algorithm() const override { return base_->algorithm(); }
  usize output_length() const override { return base_->output_length(); }
  usize block_length() const override { return base_->block_length(); }
  crypto::FipsStatus fips() const override { return base_->fips(); }
  void start(crypto::HashState& state) const override { base_->start(state); }
  void update(crypto::HashState& state, Bytes data) const override {
    base_->update(state, rewrites_.recorded(data));
  }
  void finish(crypto::HashState& state, MutBytes digest) const override {
    base_->finish(state, digest);
  }

 private:
  Ref<const crypto::Hash> base_;
  Rewrites rewrites_;
};

}  // namespace ferrule::testing
