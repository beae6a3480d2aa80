// SPDX-License-Identifier: Apache-2.0 OR MIT
// WAIT_FINISHED (RFC 8446, A.2).
#pragma once

#include "ferrule/core/box.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/handshake_state.hpp"
#include "ferrule/tls/peer_proofs.hpp"
#include "ferrule/tls/server/server_handshake.hpp"

namespace ferrule::tls::server {

class FERRULE_OWNER WaitFinished {
 public:
  WaitFinished(Box<ServerHandshake> handshake, PeerIdentity identity)
      : handshake_(std::move(handshake)), identity_(std::move(identity)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  Box<ServerHandshake> handshake_;
  PeerIdentity identity_;
};

}  // namespace ferrule::tls::server
