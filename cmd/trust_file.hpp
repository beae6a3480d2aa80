// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <string>

#include "cmd/problem.hpp"
#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/pki/trust_anchors.hpp"

namespace ferrule::cmd {

/// The certificates of a PEM file that are to be trusted; at least one. `option` named it.
[[nodiscard]] Result<Arc<pki::TrustAnchors>, Problem> load_trust_file(const std::string& path,
                                                                      const std::string& option);
/// What the system trusts, or SSL_CERT_FILE and SSL_CERT_DIR instead.
[[nodiscard]] Result<Arc<pki::TrustAnchors>, Problem> load_system_trust();

}  // namespace ferrule::cmd
