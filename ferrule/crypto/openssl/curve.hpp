// SPDX-License-Identifier: Apache-2.0 OR MIT
// The NIST curves (FIPS 186-4) and keys on them, in the low-level form.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/secret.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/crypto/openssl/handle.hpp"

namespace ferrule::crypto::openssl {

enum class CurveName : u8 { P256, P384, P521 };

inline constexpr usize kMaxPointLength = 1 + 2 * 66;

/// A key pair or a public key that lies on its curve.
class EcKey {
 public:
  /// The uncompressed point; `out` has exactly the curve's point_length().
  [[nodiscard]] Result<void, CryptoError> write_point(MutBytes out) const;

 private:
  friend class Curve;
  OwnedEcKey key_;

  explicit EcKey(OwnedEcKey key) : key_{std::move(key)} {}
};

/// Domain parameters, loaded once. Usable from several threads.
class Curve {
 public:
  [[nodiscard]] static Result<Curve, CryptoError> load(CurveName name);

  [[nodiscard]] CurveName name() const { return name_; }
  /// Bytes of a coordinate and of a secret.
  [[nodiscard]] usize field_length() const { return field_length_; }
  [[nodiscard]] usize point_length() const { return 1 + 2 * field_length_; }

  [[nodiscard]] Result<EcKey, CryptoError> generate() const;
  /// `scalar` is big-endian, between 1 and the order less 1.
  [[nodiscard]] Result<EcKey, CryptoError> from_private(Bytes scalar) const;
  /// `point` is uncompressed (RFC 8446, 4.2.8.2); one that is not on the curve is a BadPublicKey.
  [[nodiscard]] Result<EcKey, CryptoError> from_point(Bytes point) const;

  /// ECDH (SP 800-56A, 5.7.1.2): the x coordinate.
  [[nodiscard]] Result<SharedSecret, CryptoError> agree(const EcKey& key, Bytes peer_point) const;
  /// ECDSA, signatures in DER.
  [[nodiscard]] Result<usize, CryptoError> sign(const EcKey& key, Bytes digest,
                                                MutBytes signature) const;
  [[nodiscard]] Result<void, CryptoError> verify(const EcKey& key, Bytes digest,
                                                 Bytes signature) const;

 private:
  CurveName name_;
  usize field_length_;
  OwnedEcGroup group_;

  Curve(CurveName name, usize field_length, OwnedEcGroup group)
      : name_{name}, field_length_{field_length}, group_{std::move(group)} {}

  [[nodiscard]] Result<OwnedEcKey, CryptoError> empty_key() const;
  [[nodiscard]] Result<OwnedEcPoint, CryptoError> point(Bytes encoded) const;
};

}  // namespace ferrule::crypto::openssl
