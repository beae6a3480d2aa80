// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/crypto/openssl/resources.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::crypto::openssl {

/// RSA, ECDSA and Ed25519 signatures by libcrypto.
class LibcryptoVerifier final : public SignatureVerifier {
 public:
  explicit LibcryptoVerifier(Arc<Resources> resources) : resources_{std::move(resources)} {}

  FipsStatus fips() const override { return FipsStatus::Unvalidated; }
  Result<void, CryptoError> verify(PublicKey key, SignatureAlgorithm algorithm, Bytes message,
                                   Bytes signature) const override;

 private:
  Arc<Resources> resources_;
};

}  // namespace ferrule::crypto::openssl
