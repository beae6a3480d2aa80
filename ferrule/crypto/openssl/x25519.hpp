// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/crypto/openssl/handle.hpp"

namespace ferrule::crypto::openssl {

/// One X25519 key pair (RFC 7748).
class X25519Key final : public ActiveKeyExchange {
 public:
  static constexpr usize kLength = 32;

  [[nodiscard]] static Result<X25519Key, CryptoError> generate();
  /// Any 32 bytes are a private key.
  [[nodiscard]] static Result<X25519Key, CryptoError> from_private(Bytes private_key);

  Bytes share() const FERRULE_LIFETIMEBOUND override { return share_.span(); }
  Result<SharedSecret, CryptoError> complete(Bytes peer_share) override;

 private:
  OwnedPkey pkey_;
  Array<u8, kLength> share_{};

  explicit X25519Key(OwnedPkey pkey) : pkey_{std::move(pkey)} {}
};

class X25519 final : public KeyExchange {
 public:
  NamedGroup group() const override { return kX25519; }
  usize client_share_length() const override { return X25519Key::kLength; }
  usize server_share_length() const override { return X25519Key::kLength; }
  FipsStatus fips() const override { return FipsStatus::Unvalidated; }

  Result<Box<ActiveKeyExchange>, CryptoError> start(AllocatorRef allocator) const override;
  Result<SharedSecret, CryptoError> encapsulate(Bytes client_share,
                                                MutBytes server_share) const override;
};

}  // namespace ferrule::crypto::openssl
