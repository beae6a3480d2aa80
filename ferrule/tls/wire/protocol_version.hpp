// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// A protocol version. Open: unknown values are kept.
struct ProtocolVersion {
  u16 value = 0;
  constexpr bool operator==(const ProtocolVersion&) const = default;
};
inline constexpr ProtocolVersion kTls10{0x0301};
inline constexpr ProtocolVersion kTls11{0x0302};
inline constexpr ProtocolVersion kTls12{0x0303};
inline constexpr ProtocolVersion kTls13{0x0304};

}  // namespace ferrule::tls
