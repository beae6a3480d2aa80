// SPDX-License-Identifier: Apache-2.0 OR MIT
// The object identifiers of keys, as the contents of their DER form.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::crypto::oid {

/// 1.2.840.113549.1.1.1 (RFC 8017)
inline constexpr Array<u8, 9> kRsaEncryption{
    {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01}};
/// 1.2.840.113549.1.1.10 (RFC 8017)
inline constexpr Array<u8, 9> kRsassaPss{{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a}};
/// 1.2.840.10045.2.1 (RFC 5480)
inline constexpr Array<u8, 7> kEcPublicKey{{0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01}};
/// 1.2.840.10045.3.1.7 (RFC 5480)
inline constexpr Array<u8, 8> kSecp256r1{{0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07}};
/// 1.3.132.0.34 (RFC 5480)
inline constexpr Array<u8, 5> kSecp384r1{{0x2b, 0x81, 0x04, 0x00, 0x22}};
/// 1.3.132.0.35 (RFC 5480)
inline constexpr Array<u8, 5> kSecp521r1{{0x2b, 0x81, 0x04, 0x00, 0x23}};
/// 1.3.101.112 (RFC 8410)
inline constexpr Array<u8, 3> kEd25519{{0x2b, 0x65, 0x70}};

}  // namespace ferrule::crypto::oid
