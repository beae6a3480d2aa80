// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <string>

#include "cmd/problem.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/pki/trust_anchors.hpp"

namespace ferrule::cmd {

/// The certificates of a PEM file that are to be trusted; at least one. `option` named it.
[[nodiscard]] Result<pki::TrustAnchors, Problem> load_trust_file(
    const std::string& path, const std::string& option,
    pki::Profile profile = pki::Profile::Private);

}  // namespace ferrule::cmd
