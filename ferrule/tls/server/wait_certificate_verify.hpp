// SPDX-License-Identifier: Apache-2.0 OR MIT
// WAIT_CV (RFC 8446, A.2).
#pragma once

#include "ferrule/core/box.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/handshake_state.hpp"
#include "ferrule/tls/peer_proofs.hpp"
#include "ferrule/tls/server/server_handshake.hpp"

namespace ferrule::tls::server {

class FERRULE_OWNER WaitCertificateVerify {
 public:
  WaitCertificateVerify(Box<ServerHandshake> handshake, PeerVerified verified)
      : handshake_(std::move(handshake)), verified_(std::move(verified)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  Box<ServerHandshake> handshake_;
  PeerVerified verified_;
};

}  // namespace ferrule::tls::server
