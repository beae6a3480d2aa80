// SPDX-License-Identifier: Apache-2.0 OR MIT
// The search for a path from a leaf to a trust anchor: depth first, with a bound on everything.
#pragma once

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/provider.hpp"
#include "ferrule/pki/certificate.hpp"
#include "ferrule/pki/path/budget.hpp"
#include "ferrule/pki/path/checks.hpp"
#include "ferrule/pki/verify.hpp"

namespace ferrule::pki {

class FERRULE_VIEW PathSearch {
 public:
  PathSearch(const crypto::Provider& provider FERRULE_LIFETIMEBOUND,
             const TrustAnchors& anchors FERRULE_LIFETIMEBOUND, PathRequest request)
      : provider_{provider}, anchors_{anchors}, request_{request} {}

  /// `chain` has at most kMaxPresentedCertificates.
  [[nodiscard]] Result<VerifiedPath, CertificateError> run(
      Span<const Bytes> chain FERRULE_CAPTURED);

 private:
  /// How near to a path an attempt came; of several failures the nearest is told, and the first of
  /// these.
  enum class Stage : u8 {
    NoIssuer,   ///< nobody has the issuer's name
    Authority,  ///< somebody has, but may not have issued it
    Path,       ///< a path reached an anchor, but does not hold
  };
  struct FERRULE_VIEW Candidate {
    Certificate certificate;
    /// Its place in the presented chain.
    u8 presented = CertificateError::kNotPresented;
    bool is_used = false;
  };

  const crypto::Provider& provider_;
  Option<const TrustAnchors&> anchors_;
  PathRequest request_;
  Budget budget_;
  FixedVec<Candidate, kMaxPresentedCertificates> candidates_;
  FixedVec<Certificate, kMaxIntermediates + 2> path_;
  /// For each certificate of path_, its place in the presented chain.
  FixedVec<u8, kMaxIntermediates + 2> presented_;
  Profile profile_ = Profile::Private;
  Stage stage_ = Stage::NoIssuer;
  Option<CertificateError> failure_;

  [[nodiscard]] Result<void, CertificateError> start(Span<const Bytes> chain FERRULE_CAPTURED);
  [[nodiscard]] bool is_trusted_itself();
  /// Each tells whether path_ is complete now; an error ends the whole search.
  [[nodiscard]] Result<bool, CertificateError> extend(usize below);
  [[nodiscard]] Result<bool, CertificateError> try_anchors(usize below);
  [[nodiscard]] Result<bool, CertificateError> try_anchor(usize index, usize below);
  [[nodiscard]] Result<bool, CertificateError> try_candidates(usize below);
  [[nodiscard]] Result<bool, CertificateError> try_candidate(usize index, usize below);
  [[nodiscard]] Result<void, CertificateError> check_path();
  [[nodiscard]] bool repeats(const Certificate& authority) const;

  void push(const Certificate& certificate FERRULE_CAPTURED, u8 presented);
  void pop();
  /// Remembers a failure of the certificate at `depth`.
  void note(Stage stage, CertificateError error, usize depth, u8 presented);
};

}  // namespace ferrule::pki
