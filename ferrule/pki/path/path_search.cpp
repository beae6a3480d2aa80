// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/pki/path/path_search.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::pki {

using Kind = CertificateErrorKind;

Result<VerifiedPath, CertificateError> PathSearch::run(Span<const Bytes> chain) {
  TRYV(start(chain));
  if (!is_trusted_itself()) {
    TRY(const bool found, extend(0));
    if (!found) {
      return Err{*failure_};
    }
  }
  VerifiedPath verified;
  verified.profile = profile_;
  for (const Certificate& certificate : path_) {
    ensure(verified.certificates.push(certificate.der).has_value());
  }
  return verified;
}

/// Reads what was presented and checks the leaf. Other certificates that cannot be read are left
/// out: a path may exist without them.
Result<void, CertificateError> PathSearch::start(Span<const Bytes> chain) {
  for (usize i = 0; i < chain.size(); ++i) {
    const u8 place = static_cast<u8>(i);
    Result<Certificate, CertificateError> parsed = Certificate::parse(chain[i]);
    if (i == 0) {
      Result<void, CertificateError> checked =
          parsed ? check_leaf(*parsed, request_)
                 : Result<void, CertificateError>(Err{parsed.error()});
      if (!checked) {
        checked.error().presented = 0;
        return Err{checked.error()};
      }
      push(*parsed, 0);
    } else if (parsed) {
      ensure(candidates_.push(Candidate{*parsed, place}).has_value());
    } else {
      note(Stage::NoIssuer, parsed.error(), 1, place);
    }
  }
  return ok();
}

/// A leaf that is itself an anchor of one's own, as with self-signed certificates, needs no issuer.
bool PathSearch::is_trusted_itself() {
  const Certificate& leaf = path_[0];
  for (Option<usize> i = anchors_->find(leaf.subject); i;
       i = anchors_->find(leaf.subject, *i + 1)) {
    if (anchors_->profile(*i) == Profile::Private && equal(anchors_->der(*i), leaf.der)) {
      return true;
    }
  }
  return false;
}

Result<bool, CertificateError> PathSearch::extend(usize below) {
  note(Stage::NoIssuer, Kind::UnknownIssuer, path_.size() - 1, presented_[path_.size() - 1]);
  TRY(const bool ends_in_anchor, try_anchors(below));
  if (ends_in_anchor) {
    return true;
  }
  return try_candidates(below);
}

Result<bool, CertificateError> PathSearch::try_anchors(usize below) {
  const Bytes issuer = path_[path_.size() - 1].issuer;
  for (Option<usize> i = anchors_->find(issuer); i; i = anchors_->find(issuer, *i + 1)) {
    TRY(const bool found, try_anchor(*i, below));
    if (found) {
      return true;
    }
  }
  return false;
}

Result<bool, CertificateError> PathSearch::try_anchor(usize index, usize below) {
  TRYV(budget_.spend_candidate());
  const Result<Certificate, CertificateError> anchor = Certificate::parse(anchors_->der(index));
  const Result<void, CertificateError> checked =
      anchor ? check_authority(*anchor, request_, below)
             : Result<void, CertificateError>(Err{anchor.error()});
  if (!checked) {
    note(Stage::Authority, checked.error(), path_.size(), CertificateError::kNotPresented);
    return false;
  }
  push(*anchor, CertificateError::kNotPresented);
  profile_ = anchors_->profile(index);
  const Result<void, CertificateError> held = check_path();
  if (held) {
    return true;
  }
  if (held.error().kind == Kind::BudgetExhausted) {
    return Err{held.error()};
  }
  note(Stage::Path, held.error(), held.error().depth, presented_[held.error().depth]);
  pop();
  return false;
}

Result<void, CertificateError> PathSearch::check_path() {
  TRYV(check_signatures(path_.span(), provider_, budget_));
  TRYV(check_name_constraints(path_.span(), profile_, budget_));
  return profile_ == Profile::Public ? check_public_profile(path_.span(), request_.purpose)
                                     : Result<void, CertificateError>(ok());
}

Result<bool, CertificateError> PathSearch::try_candidates(usize below) {
  for (usize i = 0; i < candidates_.size(); ++i) {
    const Candidate& candidate = candidates_[i];
    const Certificate& last = path_[path_.size() - 1];
    if (candidate.is_used || !equal(candidate.certificate.subject, last.issuer)) {
      continue;
    }
    TRYV(budget_.spend_candidate());
    if (repeats(candidate.certificate)) {
      continue;
    }
    TRY(const bool found, try_candidate(i, below));
    if (found) {
      return true;
    }
  }
  return false;
}

Result<bool, CertificateError> PathSearch::try_candidate(usize index, usize below) {
  const Certificate authority = candidates_[index].certificate;
  const u8 place = candidates_[index].presented;
  const usize depth = path_.size();
  if (const Result<void, CertificateError> checked = check_authority(authority, request_, below);
      !checked) {
    note(Stage::Authority, checked.error(), depth, place);
    return false;
  }
  // Self-issued certificates are not counted (RFC 5280, 6.1.4 (l)), yet the path has an end.
  const usize counted = below + (authority.is_self_issued() ? 0 : 1);
  if (counted > request_.max_depth || depth > kMaxIntermediates) {
    CertificateError error(Kind::PathTooDeep);
    error.expected = static_cast<u32>(request_.max_depth);
    note(Stage::Authority, error, depth, place);
    return false;
  }
  push(authority, place);
  candidates_[index].is_used = true;
  TRY(const bool found, extend(counted));
  if (!found) {
    candidates_[index].is_used = false;
    pop();
  }
  return found;
}

/// The same authority, with the same key, is in the path already: going on would only run in a
/// circle.
bool PathSearch::repeats(const Certificate& authority) const {
  for (const Certificate& certificate : path_) {
    if (equal(certificate.subject, authority.subject) &&
        equal(certificate.public_key_info, authority.public_key_info) &&
        equal(certificate.issuer, authority.issuer)) {
      return true;
    }
  }
  return false;
}

void PathSearch::push(const Certificate& certificate, u8 presented) {
  ensure(path_.push(certificate).has_value());
  ensure(presented_.push(presented).has_value());
}

void PathSearch::pop() {
  path_.truncate(path_.size() - 1);
  presented_.truncate(presented_.size() - 1);
}

void PathSearch::note(Stage stage, CertificateError error, usize depth, u8 presented) {
  const bool is_farther = stage == Stage::NoIssuer && failure_ && depth > failure_->depth;
  if (failure_ && (stage < stage_ || (stage == stage_ && !is_farther))) {
    return;
  }
  stage_ = stage;
  error.depth = static_cast<u8>(depth);
  error.presented = presented;
  failure_ = error;
}

}  // namespace ferrule::pki
