// SPDX-License-Identifier: Apache-2.0 OR MIT
// nameConstraints: the names an authority may vouch for (RFC 5280, 4.2.1.10).
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/der/der_error.hpp"

namespace ferrule::pki {

struct FERRULE_VIEW NameConstraints {
  /// GeneralSubtrees, one element after the other; empty when absent.
  Bytes permitted;
  Bytes excluded;
};

/// Reads the extension's value. At least one subtree must be there.
[[nodiscard]] Result<NameConstraints, DerError> parse_name_constraints(Bytes value
                                                                       FERRULE_LIFETIMEBOUND);

}  // namespace ferrule::pki
