// SPDX-License-Identifier: Apache-2.0 OR MIT
// subjectKeyIdentifier and authorityKeyIdentifier (RFC 5280, 4.2.1.1 and 4.2.1.2).
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/der/der_error.hpp"

namespace ferrule::pki {

struct FERRULE_VIEW AuthorityKeyId {
  /// Empty when absent.
  Bytes key_id;
  bool names_issuer = false;
  bool names_serial = false;
};

[[nodiscard]] Result<Bytes, DerError> parse_subject_key_id(Bytes value FERRULE_LIFETIMEBOUND);
[[nodiscard]] Result<AuthorityKeyId, DerError> parse_authority_key_id(Bytes value
                                                                      FERRULE_LIFETIMEBOUND);

}  // namespace ferrule::pki
