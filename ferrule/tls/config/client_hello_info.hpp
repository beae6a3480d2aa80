// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/crypto/signature.hpp"

namespace ferrule::tls {

/// What a ClientHello says about the client's wishes: enough to choose a configuration or a
/// certificate. Borrowed from the message.
struct FERRULE_VIEW ClientHelloInfo {
  /// Server Name Indication, in lower case; empty when the client sent none.
  Bytes server_name;
  /// Protocol names in the client's order.
  Span<const Bytes> alpn;
  Span<const crypto::SignatureScheme> signature_schemes;
  Span<const crypto::NamedGroup> groups;
  /// Code points of the cipher suites, in the client's order.
  Span<const u16> cipher_suites;
};

}  // namespace ferrule::tls
