// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the two sides agreed on.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/core/vec.hpp"
#include "ferrule/crypto/key_exchange.hpp"
#include "ferrule/crypto/signature.hpp"
#include "ferrule/tls/wire/cipher_suite.hpp"
#include "ferrule/tls/wire/protocol_version.hpp"

namespace ferrule::tls {

enum class HandshakeKind : u8 {
  Full,
  FullWithHelloRetryRequest,
};

/// Each is there once the handshake has settled it.
struct FERRULE_OWNER ConnectionFacts {
  explicit ConnectionFacts(AllocatorRef allocator)
      : alpn(allocator),
        server_name(allocator),
        peer_certificates(allocator),
        peer_certificate_ends(allocator) {}

  Option<ProtocolVersion> protocol_version;
  Option<CipherSuite> cipher_suite;
  Option<crypto::NamedGroup> group;
  /// What the peer signed with.
  Option<crypto::SignatureScheme> peer_signature_scheme;
  HandshakeKind kind = HandshakeKind::Full;
  /// Empty when none was agreed on.
  ByteVec alpn;
  /// Server: the name the client asked for; empty when it named none.
  ByteVec server_name;
  /// The peer's chain in DER, one certificate after another, and where each ends.
  ByteVec peer_certificates;
  Vec<usize> peer_certificate_ends;
};

}  // namespace ferrule::tls
