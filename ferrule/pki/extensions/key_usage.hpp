// SPDX-License-Identifier: Apache-2.0 OR MIT
// keyUsage and extendedKeyUsage: what a key may be used for (RFC 5280, 4.2.1.3 and 4.2.1.12).
#pragma once

#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/der/der_error.hpp"

namespace ferrule::pki {

/// Named bits of KeyUsage: bit n of the BIT STRING is 1 << n.
using KeyUsageBits = u16;
inline constexpr KeyUsageBits kDigitalSignature = 1 << 0;
inline constexpr KeyUsageBits kKeyCertSign = 1 << 5;
inline constexpr KeyUsageBits kCrlSign = 1 << 6;

/// What the peer's key is asked to do.
enum class Purpose : u8 {
  ServerAuth,  ///< id-kp-serverAuth: be a TLS server
  ClientAuth,  ///< id-kp-clientAuth: be a TLS client
};

/// Reads the extension's value.
[[nodiscard]] Result<KeyUsageBits, DerError> parse_key_usage(Bytes value);
/// Reads the extension's value: the OIDs, at least one.
[[nodiscard]] Result<Bytes, DerError> parse_extended_key_usage(Bytes value FERRULE_LIFETIMEBOUND);

/// Whether a parsed extendedKeyUsage lists the purpose itself.
[[nodiscard]] bool allows_purpose(Bytes extended_key_usage, Purpose purpose);
/// Whether it lists anyExtendedKeyUsage.
[[nodiscard]] bool allows_any_purpose(Bytes extended_key_usage);
/// The OID of a purpose.
FERRULE_STATIC_LIFETIME [[nodiscard]] Bytes oid_of(Purpose purpose);

}  // namespace ferrule::pki
