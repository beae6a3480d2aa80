// SPDX-License-Identifier: Apache-2.0 OR MIT
// WAIT_CERT (RFC 8446, A.2): the client's certificate, which was asked for.
#pragma once

#include "ferrule/core/box.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/handshake_state.hpp"
#include "ferrule/tls/peer_proofs.hpp"
#include "ferrule/tls/server/server_handshake.hpp"

namespace ferrule::tls::server {

class FERRULE_OWNER WaitCertificate {
 public:
  explicit WaitCertificate(Box<ServerHandshake> handshake) : handshake_(std::move(handshake)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  Box<ServerHandshake> handshake_;
};

}  // namespace ferrule::tls::server
