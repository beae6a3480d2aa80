// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/resources.hpp"

#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"

namespace ferrule::crypto::openssl {

namespace {

Result<Arc<Curve>, CryptoError> shared_curve(AllocatorRef allocator, CurveName name) {
  TRY(Curve curve, Curve::load(name));
  TRY(Arc<Curve> shared, Arc<Curve>::make(allocator, std::move(curve)));
  return shared;
}

}  // namespace

Result<Resources, CryptoError> Resources::load(AllocatorRef allocator) {
  TRY(Arc<Curve> p256, shared_curve(allocator, CurveName::P256));
  TRY(Arc<Curve> p384, shared_curve(allocator, CurveName::P384));
  TRY(Arc<Curve> p521, shared_curve(allocator, CurveName::P521));
  TRY(FetchedDigest sha256, FetchedDigest::fetch(HashAlgorithm::Sha256));
  TRY(FetchedDigest sha384, FetchedDigest::fetch(HashAlgorithm::Sha384));
  TRY(FetchedDigest sha512, FetchedDigest::fetch(HashAlgorithm::Sha512));
  return Resources{std::move(p256),   std::move(p384),   std::move(p521),
                   std::move(sha256), std::move(sha384), std::move(sha512)};
}

const Arc<Curve>& Resources::curve(CurveName name) const {
  switch (name) {
    case CurveName::P256: return p256;
    case CurveName::P384: return p384;
    case CurveName::P521: return p521;
  }
  trap();
}

const FetchedDigest& Resources::digest(HashAlgorithm algorithm) const {
  switch (algorithm) {
    case HashAlgorithm::Sha256: return sha256;
    case HashAlgorithm::Sha384: return sha384;
    case HashAlgorithm::Sha512: return sha512;
  }
  trap();
}

}  // namespace ferrule::crypto::openssl
