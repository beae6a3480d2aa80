// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/config/default_verifiers.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/pki/certificate.hpp"
#include "ferrule/pki/verify.hpp"

namespace ferrule::tls {

Result<void, Error> PkiServerVerifier::verify(Span<const Bytes> chain, const pki::ServerName& name,
                                              i64 now) const {
  TRYV(pki::verify_path(provider_, *anchors_, chain, pki::Purpose::ServerAuth, now)
           .map([](const pki::VerifiedPath&) { return Unit{}; }));
  TRY(const pki::Certificate leaf, pki::Certificate::parse(chain[0]));
  TRYV(pki::verify_name(leaf, name));
  return ok();
}

Result<void, Error> PkiClientVerifier::verify(Span<const Bytes> chain, i64 now) const {
  TRYV(pki::verify_path(provider_, *anchors_, chain, pki::Purpose::ClientAuth, now)
           .map([](const pki::VerifiedPath&) { return Unit{}; }));
  return ok();
}

usize PkiClientVerifier::authorities() const { return anchors_->size(); }

Bytes PkiClientVerifier::authority(usize index) const {
  const Result<pki::Certificate, pki::CertificateError> anchor =
      pki::Certificate::parse(anchors_->der(index));
  return anchor ? anchor->subject : Bytes();
}

}  // namespace ferrule::tls
