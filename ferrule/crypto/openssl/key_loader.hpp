// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/crypto/openssl/resources.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::crypto::openssl {

/// Private keys in DER: PKCS#8 (RFC 5208, RFC 5958), PKCS#1 (RFC 8017, A.1.2), SEC 1 (RFC 5915).
/// They keep what they need of the provider alive.
class LibcryptoKeyLoader final : public KeyLoader {
 public:
  explicit LibcryptoKeyLoader(Arc<Resources> resources) : resources_{std::move(resources)} {}

  Result<Box<SigningKey>, CryptoError> load(AllocatorRef allocator, Bytes der) const override;

 private:
  Arc<Resources> resources_;
};

}  // namespace ferrule::crypto::openssl
