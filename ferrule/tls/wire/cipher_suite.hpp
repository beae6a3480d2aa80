// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// A code point of the TLS Cipher Suites registry. Open: unknown values are kept.
struct CipherSuite {
  u16 value = 0;
  constexpr bool operator==(const CipherSuite&) const = default;
};
inline constexpr CipherSuite kTlsAes128GcmSha256{0x1301};
inline constexpr CipherSuite kTlsAes256GcmSha384{0x1302};
inline constexpr CipherSuite kTlsChaCha20Poly1305Sha256{0x1303};

}  // namespace ferrule::tls
