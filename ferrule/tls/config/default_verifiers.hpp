// SPDX-License-Identifier: Apache-2.0 OR MIT
// Verifiers that look for a path to a trust anchor with ferrule/pki.
#pragma once

#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/crypto/provider.hpp"
#include "ferrule/pki/trust_anchors.hpp"
#include "ferrule/tls/config/certificate_verifier.hpp"

namespace ferrule::tls {

/// A server's chain must lead to one of the anchors, and its certificate must have the name asked
/// for.
class PkiServerVerifier final : public ServerCertVerifier {
 public:
  PkiServerVerifier(const crypto::Provider& provider, Arc<pki::TrustAnchors> anchors)
      : provider_(provider), anchors_(std::move(anchors)) {}

  [[nodiscard]] Result<void, Error> verify(Span<const Bytes> chain, const pki::ServerName& name,
                                           i64 now) const override;

 private:
  crypto::Provider provider_;
  Arc<pki::TrustAnchors> anchors_;
};

/// A client's chain must lead to one of the anchors, whose names are sent as a hint.
class PkiClientVerifier final : public ClientCertVerifier {
 public:
  PkiClientVerifier(const crypto::Provider& provider, Arc<pki::TrustAnchors> anchors)
      : provider_(provider), anchors_(std::move(anchors)) {}

  [[nodiscard]] Result<void, Error> verify(Span<const Bytes> chain, i64 now) const override;
  usize authorities() const override;
  Bytes authority(usize index) const FERRULE_LIFETIMEBOUND override;

 private:
  crypto::Provider provider_;
  Arc<pki::TrustAnchors> anchors_;
};

}  // namespace ferrule::tls
