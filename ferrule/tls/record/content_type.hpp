// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// A code point of the TLS ContentType registry. Open: unknown values are kept.
struct ContentType {
  u8 value = 0;
  constexpr bool operator==(const ContentType&) const = default;
};

namespace content {

inline constexpr ContentType kChangeCipherSpec{20};
inline constexpr ContentType kAlert{21};
inline constexpr ContentType kHandshake{22};
inline constexpr ContentType kApplicationData{23};

}  // namespace content

}  // namespace ferrule::tls
