// SPDX-License-Identifier: Apache-2.0 OR MIT
// Private keys by kind. All of them check at loading that they work, so that a bad key is refused
// before it is used.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/crypto/openssl/ed25519.hpp"
#include "ferrule/crypto/openssl/resources.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::crypto::openssl {

class EcdsaSigningKey final : public SigningKey {
 public:
  /// `stored_point` is the public key that stands in the file: empty, or equal to what the scalar
  /// gives.
  [[nodiscard]] static Result<Box<SigningKey>, CryptoError> load(AllocatorRef allocator,
                                                                 Arc<Curve> curve, Bytes scalar,
                                                                 Bytes stored_point);
  EcdsaSigningKey(Arc<Curve> curve, EcKey key, ByteVec info)
      : curve_{std::move(curve)}, key_{std::move(key)}, info_{std::move(info)} {}

  PublicKeyAlgorithm algorithm() const override;
  Bytes public_key_info() const FERRULE_LIFETIMEBOUND override { return info_.span(); }
  Result<usize, CryptoError> sign(SignatureScheme scheme, Bytes message,
                                  MutBytes signature) const override;

 private:
  Arc<Curve> curve_;
  EcKey key_;
  ByteVec info_;
};

class RsaSigningKey final : public SigningKey {
 public:
  /// `der` is an RSAPrivateKey; `identifier` the contents of the AlgorithmIdentifier the key came
  /// with.
  [[nodiscard]] static Result<Box<SigningKey>, CryptoError> load(AllocatorRef allocator,
                                                                 Arc<Resources> resources,
                                                                 PublicKeyAlgorithm algorithm,
                                                                 Bytes identifier, Bytes der);
  RsaSigningKey(Arc<Resources> resources, PublicKeyAlgorithm algorithm, RsaKey key, ByteVec info)
      : resources_{std::move(resources)},
        algorithm_{algorithm},
        key_{std::move(key)},
        info_{std::move(info)} {}

  PublicKeyAlgorithm algorithm() const override { return algorithm_; }
  Bytes public_key_info() const FERRULE_LIFETIMEBOUND override { return info_.span(); }
  Result<usize, CryptoError> sign(SignatureScheme scheme, Bytes message,
                                  MutBytes signature) const override;

 private:
  Arc<Resources> resources_;
  PublicKeyAlgorithm algorithm_;
  RsaKey key_;
  ByteVec info_;
};

class Ed25519SigningKey final : public SigningKey {
 public:
  /// `stored_key` is the public key that stands in the file: empty, or equal to what the seed
  /// gives.
  [[nodiscard]] static Result<Box<SigningKey>, CryptoError> load(AllocatorRef allocator, Bytes seed,
                                                                 Bytes stored_key);
  Ed25519SigningKey(Ed25519Key key, ByteVec info) : key_{std::move(key)}, info_{std::move(info)} {}

  PublicKeyAlgorithm algorithm() const override { return PublicKeyAlgorithm::Ed25519; }
  Bytes public_key_info() const FERRULE_LIFETIMEBOUND override { return info_.span(); }
  Result<usize, CryptoError> sign(SignatureScheme scheme, Bytes message,
                                  MutBytes signature) const override;

 private:
  Ed25519Key key_;
  ByteVec info_;
};

}  // namespace ferrule::crypto::openssl
