// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/tls_names.hpp"

#include <array>
#include <string_view>

#include "cmd/text_bytes.hpp"
#include "ferrule/tls/cipher_suite.hpp"

namespace ferrule::cmd {
namespace {

struct FERRULE_VIEW Named {
  u16 value;
  std::string_view name;
};

// The IANA registries of TLS parameters.
constexpr std::array<Named, 2> kVersions{{{0x0303, "TLSv1.2"}, {0x0304, "TLSv1.3"}}};
constexpr std::array<Named, 4> kGroups{
    {{23, "secp256r1"}, {24, "secp384r1"}, {29, "x25519"}, {0x11ec, "X25519MLKEM768"}}};

template <std::size_t N>
std::string lookup(const std::array<Named, N>& table, u16 value) {
  for (const Named& entry : table) {
    if (entry.value == value) {
      return std::string(entry.name);
    }
  }
  return std::to_string(value);
}

}  // namespace

std::string version_name(const tls::Connection& connection) {
  const auto version = connection.protocol_version();
  return version ? lookup(kVersions, version->value) : std::string();
}
std::string suite_name(const tls::Connection& connection) {
  const auto suite = connection.cipher_suite();
  return suite ? std::string(tls::name(*suite)) : std::string();
}
std::string group_name(const tls::Connection& connection) {
  const auto group = connection.key_exchange_group();
  return group ? lookup(kGroups, group->value) : std::string();
}
std::string alpn_name(const tls::Connection& connection) {
  const auto alpn = connection.alpn();
  return alpn ? printable(*alpn) : std::string();
}

}  // namespace ferrule::cmd
