// SPDX-License-Identifier: Apache-2.0 OR MIT
// The checks of single certificates and of a whole path, each a function with one subject. A path
// is the leaf, its issuer, ..., the trust anchor.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/crypto/provider.hpp"
#include "ferrule/pki/certificate.hpp"
#include "ferrule/pki/certificate_error.hpp"
#include "ferrule/pki/extensions/key_usage.hpp"
#include "ferrule/pki/path/budget.hpp"
#include "ferrule/pki/profile.hpp"

namespace ferrule::pki {

/// What the caller asked for.
struct PathRequest {
  Purpose purpose;
  i64 now;
  usize max_depth;
};

/// The certificate a peer presents as its own.
[[nodiscard]] Result<void, CertificateError> check_leaf(const Certificate& leaf,
                                                        const PathRequest& request);
/// A certificate that issues another; `below` intermediates that are not self-issued follow it.
[[nodiscard]] Result<void, CertificateError> check_authority(const Certificate& authority,
                                                             const PathRequest& request,
                                                             usize below);
/// Every signature of the path, from the anchor down.
[[nodiscard]] Result<void, CertificateError> check_signatures(Span<const Certificate> path,
                                                              const crypto::Provider& provider,
                                                              Budget& budget);
/// Every name against the constraints of every authority above it (RFC 5280, 6.1.3 (b) and (c)).
[[nodiscard]] Result<void, CertificateError> check_name_constraints(Span<const Certificate> path,
                                                                    Profile profile,
                                                                    Budget& budget);
/// What Profile::Public demands beyond that.
[[nodiscard]] Result<void, CertificateError> check_public_profile(Span<const Certificate> path,
                                                                  Purpose purpose);
/// A trust anchor by itself keeps the rules of Profile::Public.
[[nodiscard]] Result<void, CertificateError> check_public_anchor(const Certificate& anchor);

}  // namespace ferrule::pki
