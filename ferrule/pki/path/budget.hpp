// SPDX-License-Identifier: Apache-2.0 OR MIT
// How much work one verification may cause. Chains come from strangers, and a few dozen
// certificates can span a search of exponential size; honest ones need a tiny part of this.
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/pki/certificate_error.hpp"

namespace ferrule::pki {

class Budget {
 public:
  [[nodiscard]] Result<void, CertificateError> spend_signature() { return spend(signatures_); }
  /// A certificate considered as the issuer of another.
  [[nodiscard]] Result<void, CertificateError> spend_candidate() { return spend(candidates_); }
  /// A name compared with a constraint.
  [[nodiscard]] Result<void, CertificateError> spend_comparison() { return spend(comparisons_); }

 private:
  u32 signatures_ = 100;
  u32 candidates_ = 20'000;
  u32 comparisons_ = 250'000;

  static Result<void, CertificateError> spend(u32& left) {
    if (left == 0) {
      return Err{CertificateError(CertificateErrorKind::BudgetExhausted)};
    }
    --left;
    return ok();
  }
};

}  // namespace ferrule::pki
