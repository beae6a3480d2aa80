// SPDX-License-Identifier: Apache-2.0 OR MIT
// Is this certificate genuine, and is it the peer's? (RFC 5280, 6; RFC 9525)
#pragma once

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/provider.hpp"
#include "ferrule/pki/certificate.hpp"
#include "ferrule/pki/certificate_error.hpp"
#include "ferrule/pki/extensions/key_usage.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/pki/profile.hpp"
#include "ferrule/pki/trust_anchors.hpp"

namespace ferrule::pki {

/// More certificates than this are not looked at.
inline constexpr usize kMaxPresentedCertificates = 16;
/// Intermediates of a path, self-issued ones included.
inline constexpr usize kMaxIntermediates = 8;
/// Intermediates that are not self-issued, unless the caller says otherwise.
inline constexpr usize kDefaultMaxDepth = 6;

/// A path that was verified: the leaf, its issuer, ..., the trust anchor, each in DER. Refers to
/// the chain and to the TrustAnchors it was made from.
struct FERRULE_VIEW VerifiedPath {
  FixedVec<Bytes, kMaxIntermediates + 2> certificates;
  /// The rules it was verified under: those of its anchor.
  Profile profile = Profile::Private;

  [[nodiscard]] Bytes leaf() const { return certificates[0]; }
  [[nodiscard]] Bytes anchor() const { return certificates[certificates.size() - 1]; }
};

/// Looks for a path from `chain[0]` to a trust anchor. The other certificates of `chain` may come
/// in any order, and some may be of no use. Verified for every certificate of the path: signature,
/// validity at `now` (seconds since 1970), basic constraints, path length, key usage, purpose, name
/// constraints, and that no critical extension is ignored. Allocates nothing, and stops with
/// BudgetExhausted where a chain was made to waste time. Of several failures it tells the one that
/// came nearest to a path.
[[nodiscard]] Result<VerifiedPath, CertificateError> verify_path(
    const crypto::Provider& provider FERRULE_LIFETIMEBOUND,
    const TrustAnchors& anchors FERRULE_LIFETIMEBOUND,
    Span<const Bytes> chain FERRULE_LIFETIMEBOUND, Purpose purpose, i64 now,
    usize max_depth = kDefaultMaxDepth);

/// Whether one of the leaf's subject alternative names is `name`. The common name is never looked
/// at.
[[nodiscard]] Result<void, CertificateError> verify_name(const Certificate& leaf,
                                                         const ServerName& name);

}  // namespace ferrule::pki
