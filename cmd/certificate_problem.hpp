// SPDX-License-Identifier: Apache-2.0 OR MIT
// A rejected certificate, explained so that a person can act on it.
#pragma once

#include <string>

#include "cmd/problem.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/pki/certificate_error.hpp"

namespace ferrule::cmd {

/// Whom we talked to, and what they presented.
struct FERRULE_VIEW Presented {
  std::string host;
  std::string place;  ///< "shop.example.com:443 (203.0.113.7)"
  Span<const Bytes> chain;
};

[[nodiscard]] Problem certificate_problem(const pki::CertificateError& error,
                                          const Presented& presented);

}  // namespace ferrule::cmd
