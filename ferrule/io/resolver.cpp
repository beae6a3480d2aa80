// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/resolver.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "ferrule/core/array.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::io {
namespace {

constexpr IoError kNotFound{IoErrorKind::NameNotFound, 0};

}  // namespace

Result<Addresses, IoError> resolve(Span<const char> host, u16 port) {
  Addresses found;
  if (auto literal = SocketAddress::parse_ip(host, port)) {
    static_cast<void>(found.push(*literal).has_value());
    return found;
  }
  Array<char, 256> name{};
  if (host.empty() || host.size() >= name.size()) {
    return Err{kNotFound};
  }
  name.span().first(host.size()).copy_from(host);
  UNSAFE("name ends in a zero byte; the list is read before it is freed, by its own ai_family") {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* list = nullptr;
    if (::getaddrinfo(name.data(), nullptr, &hints, &list) != 0) {
      return Err{kNotFound};
    }
    for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
      SocketAddress address{};
      address.port = port;
      if (entry->ai_family == AF_INET) {
        const auto* v4 = reinterpret_cast<const sockaddr_in*>(entry->ai_addr);
        __builtin_memcpy(address.ip.data(), &v4->sin_addr, 4);
      } else if (entry->ai_family == AF_INET6) {
        const auto* v6 = reinterpret_cast<const sockaddr_in6*>(entry->ai_addr);
        address.family = AddressFamily::V6;
        address.scope = v6->sin6_scope_id;
        __builtin_memcpy(address.ip.data(), &v6->sin6_addr, 16);
      } else {
        continue;
      }
      if (!found.push(address)) {
        break;
      }
    }
    ::freeaddrinfo(list);
  }
  if (found.empty()) {
    return Err{kNotFound};
  }
  return found;
}

}  // namespace ferrule::io
