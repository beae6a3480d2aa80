// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::pki {

/// An IPv4 or IPv6 address, in network byte order.
class IpAddress {
 public:
  constexpr IpAddress() = default;

  /// "192.0.2.1": four decimal numbers without leading zeros (RFC 3986, 3.2.2), so that nothing
  /// reads it as octal; or "2001:db8::1" (RFC 4291, 2.2), also with an IPv4 tail. No brackets and
  /// no zone.
  [[nodiscard]] static constexpr Option<IpAddress> parse(Bytes text);
  /// 4 or 16 bytes.
  [[nodiscard]] static constexpr Option<IpAddress> from_bytes(Bytes bytes) {
    if (bytes.size() != 4 && bytes.size() != 16) {
      return kNone;
    }
    IpAddress made;
    made.size_ = bytes.size();
    made.bytes_.span().first(bytes.size()).copy_from(bytes);
    return made;
  }

  [[nodiscard]] constexpr bool is_v4() const { return size_ == 4; }
  /// 4 or 16 of them.
  [[nodiscard]] constexpr Bytes bytes() const FERRULE_LIFETIMEBOUND {
    return bytes_.span().first(size_);
  }
  /// As RFC 5952 writes it: "192.0.2.1", "2001:db8::1".
  [[nodiscard]] constexpr FixedBytes<40> text() const;
  constexpr bool operator==(const IpAddress& other) const { return equal(bytes(), other.bytes()); }

 private:
  ByteArray<16> bytes_{};
  usize size_ = 4;

  [[nodiscard]] static constexpr Option<IpAddress> parse_v4(Bytes text);
  [[nodiscard]] static constexpr Option<IpAddress> parse_v6(Bytes text);
};

}  // namespace ferrule::pki

#include "ferrule/pki/name/ip_address.inl.hpp"
