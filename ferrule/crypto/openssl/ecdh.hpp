// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/ref.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/crypto/openssl/curve.hpp"

namespace ferrule::crypto::openssl {

/// One ephemeral key pair on a NIST curve.
class EcdhKey final : public ActiveKeyExchange {
 public:
  [[nodiscard]] static Result<EcdhKey, CryptoError> make(Arc<Curve> curve, EcKey key);

  Bytes share() const FERRULE_LIFETIMEBOUND override {
    return share_.span().first(curve_->point_length());
  }
  Result<SharedSecret, CryptoError> complete(Bytes peer_share) override {
    return curve_->agree(key_, peer_share);
  }

 private:
  Arc<Curve> curve_;
  EcKey key_;
  Array<u8, kMaxPointLength> share_{};

  EcdhKey(Arc<Curve> curve, EcKey key) : curve_{std::move(curve)}, key_{std::move(key)} {}
};

/// secp256r1 or secp384r1, uncompressed points (RFC 8446, 4.2.8.2).
class Ecdh final : public KeyExchange {
 public:
  Ecdh(NamedGroup group, Arc<Curve> curve) : group_{group}, curve_{std::move(curve)} {}

  NamedGroup group() const override { return group_; }
  usize client_share_length() const override { return curve_->point_length(); }
  usize server_share_length() const override { return curve_->point_length(); }
  FipsStatus fips() const override { return FipsStatus::Unvalidated; }

  Result<Box<ActiveKeyExchange>, CryptoError> start(AllocatorRef allocator) const override;
  Result<SharedSecret, CryptoError> encapsulate(Bytes client_share,
                                                MutBytes server_share) const override;

 private:
  NamedGroup group_;
  Arc<Curve> curve_;
};

}  // namespace ferrule::crypto::openssl
