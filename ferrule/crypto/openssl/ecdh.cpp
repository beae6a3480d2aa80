// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/crypto/openssl/ecdh.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::crypto::openssl {

Result<EcdhKey, CryptoError> EcdhKey::make(Arc<Curve> curve, EcKey key) {
  EcdhKey made(std::move(curve), std::move(key));
  TRYV(made.key_.write_point(made.share_.span().first(made.curve_->point_length())));
  return made;
}

Result<Box<ActiveKeyExchange>, CryptoError> Ecdh::start(AllocatorRef allocator) const {
  TRY(EcKey pair, curve_->generate());
  TRY(EcdhKey key, EcdhKey::make(curve_, std::move(pair)));
  TRY(Box<EcdhKey> boxed, Box<EcdhKey>::make(allocator, std::move(key)));
  return Box<ActiveKeyExchange>(std::move(boxed));
}

Result<SharedSecret, CryptoError> Ecdh::encapsulate(Bytes client_share,
                                                    MutBytes server_share) const {
  if (server_share.size() != curve_->point_length()) {
    return Err{ErrorKind::BadLength};
  }
  TRY(const EcKey pair, curve_->generate());
  TRYV(pair.write_point(server_share));
  return curve_->agree(pair, client_share);
}

}  // namespace ferrule::crypto::openssl
