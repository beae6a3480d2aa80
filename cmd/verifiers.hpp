// SPDX-License-Identifier: Apache-2.0 OR MIT
// Who the command believes: peers whose certificate leads to one of the trust anchors given.
#pragma once

#include <utility>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/pki/trust_anchors.hpp"
#include "ferrule/pki/verify.hpp"
#include "ferrule/tls/config/certificate_verifier.hpp"

namespace ferrule::cmd {

class AnchoredServers final : public tls::ServerCertVerifier {
 public:
  AnchoredServers(Arc<crypto::DefaultProvider> provider, pki::TrustAnchors anchors)
      : provider_(std::move(provider)), anchors_(std::move(anchors)) {}

  [[nodiscard]] Result<void, tls::Error> verify(Span<const Bytes> chain,
                                                const pki::ServerName& name,
                                                i64 now) const override {
    TRYV(pki::verify_path(provider_->provider(), anchors_, chain, pki::Purpose::ServerAuth, now));
    TRY(const pki::Certificate leaf, pki::Certificate::parse(chain[0]));
    TRYV(pki::verify_name(leaf, name));
    return ok();
  }

 private:
  Arc<crypto::DefaultProvider> provider_;
  pki::TrustAnchors anchors_;
};

class AnchoredClients final : public tls::ClientCertVerifier {
 public:
  AnchoredClients(Arc<crypto::DefaultProvider> provider, pki::TrustAnchors anchors)
      : provider_(std::move(provider)), anchors_(std::move(anchors)) {}

  [[nodiscard]] Result<void, tls::Error> verify(Span<const Bytes> chain, i64 now) const override {
    TRYV(pki::verify_path(provider_->provider(), anchors_, chain, pki::Purpose::ClientAuth, now));
    return ok();
  }
  usize authorities() const override { return 0; }
  Bytes authority(usize) const FERRULE_LIFETIMEBOUND override { return {}; }

 private:
  Arc<crypto::DefaultProvider> provider_;
  pki::TrustAnchors anchors_;
};

}  // namespace ferrule::cmd
