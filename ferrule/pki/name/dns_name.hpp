// SPDX-License-Identifier: Apache-2.0 OR MIT
// Host names as certificates carry them and as clients ask for them (RFC 9525, 6; RFC
// 5280, 4.2.1.6).
#pragma once

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"

namespace ferrule::pki {

/// A name without a trailing dot has at most this many bytes (RFC 1035, 3.1).
inline constexpr usize kMaxDnsNameLength = 253;
inline constexpr usize kMaxDnsLabelLength = 63;

/// Letters, digits and inner hyphens in labels of 1 to 63 bytes, at most 253 in all; the last label
/// is not a number, so that no IPv4 address is taken for a name. No trailing dot, no wildcard.
[[nodiscard]] constexpr bool is_dns_name(Bytes text);

/// A dNSName of a certificate: a DNS name, perhaps with "*." before it.
[[nodiscard]] constexpr bool is_presented_dns_name(Bytes text);

/// Whether a certificate's dNSName stands for the DNS name `wanted`. A "*" is the whole left-most
/// label or nothing, stands for exactly one label, and at least two labels follow it.
[[nodiscard]] constexpr bool dns_name_matches(Bytes presented, Bytes wanted);

/// ASCII bytes equal but for the case of letters.
[[nodiscard]] constexpr bool equal_ignoring_case(Bytes a, Bytes b);

/// `name` is `base`, or ends in "." and `base`.
[[nodiscard]] constexpr bool is_within_domain(Bytes name, Bytes base);

}  // namespace ferrule::pki

#include "ferrule/pki/name/dns_name.inl.hpp"
