// SPDX-License-Identifier: Apache-2.0 OR MIT
// ServerName: whom a client wants to talk to.
#pragma once

#include <string_view>

#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/pki/name/dns_name.hpp"
#include "ferrule/pki/name/ip_address.hpp"

namespace ferrule::pki {

enum class ServerNameError : u8 {
  Empty,
  TooLong,     ///< more than 253 bytes
  NotAscii,    ///< an internationalised name must be given as its A-label ("xn--...")
  BadDnsName,  ///< neither an IP address nor letters, digits and hyphens between dots
};

/// A DNS name in lower case without its trailing dot, or an IP address.
class ServerName {
 public:
  /// Reads an address or a name: "example.com", "EXAMPLE.com.", "192.0.2.1", "2001:db8::1".
  [[nodiscard]] static constexpr Result<ServerName, ServerNameError> parse(Bytes text) {
    if (text.empty()) {
      return Err{ServerNameError::Empty};
    }
    if (const Option<IpAddress> ip = IpAddress::parse(text)) {
      return from_ip(*ip);
    }
    const Bytes name = text.back() == '.' ? text.first(text.size() - 1) : text;
    ServerName made;
    for (const u8 character : name) {
      if (character >= 0x80) {
        return Err{ServerNameError::NotAscii};
      }
      if (!made.dns_.push(internal::lower(character))) {
        return Err{ServerNameError::TooLong};
      }
    }
    if (!is_dns_name(made.dns_.span())) {
      return Err{ServerNameError::BadDnsName};
    }
    return made;
  }
  [[nodiscard]] static constexpr Result<ServerName, ServerNameError> parse(std::string_view text) {
    FixedBytes<kMaxDnsNameLength + 1> copy;
    for (const char character : text) {
      if (!copy.push(static_cast<u8>(character))) {
        return Err{ServerNameError::TooLong};
      }
    }
    return parse(copy.span());
  }
  [[nodiscard]] static constexpr ServerName from_ip(const IpAddress& address) {
    ServerName made;
    made.ip_ = address;
    return made;
  }

  [[nodiscard]] constexpr bool is_ip() const { return ip_.has_value(); }
  /// The DNS name, as Server Name Indication wants it (RFC 6066, 3); empty for an address.
  [[nodiscard]] constexpr Bytes dns() const FERRULE_LIFETIMEBOUND { return dns_.span(); }
  [[nodiscard]] constexpr Option<IpAddress> ip() const { return ip_; }
  constexpr bool operator==(const ServerName& other) const {
    return ip_ == other.ip_ && equal(dns(), other.dns());
  }

 private:
  FixedBytes<kMaxDnsNameLength> dns_;
  Option<IpAddress> ip_;
};

}  // namespace ferrule::pki
