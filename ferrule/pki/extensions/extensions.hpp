// SPDX-License-Identifier: Apache-2.0 OR MIT
// The extensions of a certificate that mean something to path validation (RFC 5280, 4.2).
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/certificate_error.hpp"
#include "ferrule/pki/extensions/key_identifiers.hpp"
#include "ferrule/pki/extensions/key_usage.hpp"
#include "ferrule/pki/extensions/name_constraints.hpp"

namespace ferrule::pki {

/// The extensions that are known; the values are places in a bit set.
enum class ExtensionId : u8 {
  SubjectKeyId,
  KeyUsage,
  SubjectAltName,
  BasicConstraints,
  NameConstraints,
  CertificatePolicies,
  AuthorityKeyId,
  PolicyConstraints,
  ExtendedKeyUsage,
  AuthorityInfoAccess,
};

struct FERRULE_VIEW Extensions {
  /// Reads the content of `Extensions`: a SEQUENCE OF Extension without duplicates.
  [[nodiscard]] static Result<Extensions, CertificateError> parse(Bytes content
                                                                  FERRULE_LIFETIMEBOUND);

  /// Bits 1 << ExtensionId.
  u16 present = 0;
  u16 critical = 0;
  /// basicConstraints (4.2.1.9).
  bool is_authority = false;
  Option<u32> max_path_length;
  Option<KeyUsageBits> key_usage;
  /// extendedKeyUsage (4.2.1.12): the OIDs, one element after the other; empty when absent.
  Bytes extended_key_usage;
  /// subjectAltName (4.2.1.6): the names, one element after the other; empty when absent.
  Bytes subject_alt_name;
  NameConstraints name_constraints;
  /// subjectKeyIdentifier (4.2.1.2); empty when absent.
  Bytes subject_key_id;
  AuthorityKeyId authority_key_id;
  /// The OID of the first critical extension that is not understood; empty when there is none.
  Bytes unknown_critical;

  [[nodiscard]] constexpr bool has(ExtensionId id) const {
    return (present >> static_cast<u8>(id) & 1) != 0;
  }
  [[nodiscard]] constexpr bool is_critical(ExtensionId id) const {
    return (critical >> static_cast<u8>(id) & 1) != 0;
  }
};

/// The OID of an extension, for messages.
FERRULE_STATIC_LIFETIME [[nodiscard]] Bytes oid_of(ExtensionId id);

}  // namespace ferrule::pki
