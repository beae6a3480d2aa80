// SPDX-License-Identifier: Apache-2.0 OR MIT
// An IPv4 or IPv6 address with a port.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/io_error.hpp"

namespace ferrule::io {

enum class AddressFamily : u8 { V4, V6 };

/// "[" + the longest IPv6 text + "]:65535".
using AddressText = FixedVec<char, 64>;

struct SocketAddress {
  AddressFamily family = AddressFamily::V4;
  Array<u8, 16> ip{};  ///< network order; an IPv4 address has the first four
  u16 port = 0;
  u32 scope = 0;  ///< the interface of a link-local IPv6 address

  /// "127.0.0.1:8443" or "[::1]:8443".
  static Result<SocketAddress, IoError> parse(Span<const char> text);
  /// "127.0.0.1" or "::1" (brackets allowed), with the port given apart.
  static Result<SocketAddress, IoError> parse_ip(Span<const char> text, u16 port);

  [[nodiscard]] AddressText format() const;
  [[nodiscard]] AddressText format_ip() const;

  constexpr bool operator==(const SocketAddress&) const = default;
};

/// 0..65535 in decimal.
[[nodiscard]] Result<u16, IoError> parse_port(Span<const char> text);

}  // namespace ferrule::io
