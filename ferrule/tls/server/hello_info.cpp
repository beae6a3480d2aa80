// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/server/hello_info.hpp"

#include "ferrule/core/try.hpp"

namespace ferrule::tls::server {

namespace {

u8 lower(u8 letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<u8>(letter | 0x20) : letter;
}

}  // namespace

Result<void, Error> HelloInfo::read(const ClientHello& hello) {
  const ClientExtensions& extensions = hello.extensions;
  if (extensions.server_name) {
    for (const u8 letter : extensions.server_name->host_name) {
      TRYV(server_name_.push(lower(letter)));
    }
  }
  if (extensions.protocols) {
    for (const ProtocolName& protocol : extensions.protocols->list) {
      static_cast<void>(alpn_.push(protocol.name));
    }
  }
  if (extensions.signature_algorithms) {
    for (const crypto::SignatureScheme scheme : extensions.signature_algorithms->list) {
      static_cast<void>(schemes_.push(scheme));
    }
  }
  if (extensions.supported_groups) {
    for (const crypto::NamedGroup group : extensions.supported_groups->list) {
      static_cast<void>(groups_.push(group));
    }
  }
  for (const CipherSuite suite : hello.cipher_suites) {
    static_cast<void>(suites_.push(suite.value));
  }
  return ok();
}

}  // namespace ferrule::tls::server
