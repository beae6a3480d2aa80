// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/crypto/error.hpp"
#include "ferrule/crypto/openssl/curve.hpp"
#include "ferrule/crypto/openssl/rsa.hpp"

namespace ferrule::crypto::openssl {

/// What is looked up in libcrypto once, and shared by the algorithms and by the keys they load.
struct Resources {
  Arc<Curve> p256;
  Arc<Curve> p384;
  Arc<Curve> p521;
  FetchedDigest sha256;
  FetchedDigest sha384;
  FetchedDigest sha512;

  [[nodiscard]] static Result<Resources, CryptoError> load(AllocatorRef allocator);

  [[nodiscard]] const Arc<Curve>& curve(CurveName name) const FERRULE_LIFETIMEBOUND;
  [[nodiscard]] const FetchedDigest& digest(HashAlgorithm algorithm) const FERRULE_LIFETIMEBOUND;
};

}  // namespace ferrule::crypto::openssl
