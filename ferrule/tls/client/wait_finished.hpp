// SPDX-License-Identifier: Apache-2.0 OR MIT
// WAIT_FINISHED (RFC 8446, A.1): the server's Finished, answered with our last flight.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/client/certificate_answer.hpp"
#include "ferrule/tls/client/client_handshake.hpp"
#include "ferrule/tls/handshake_state.hpp"
#include "ferrule/tls/peer_proofs.hpp"

namespace ferrule::tls::client {

class FERRULE_OWNER WaitFinished {
 public:
  WaitFinished(ProtectedHandshake common, Option<CertificateAnswer> answer, PeerIdentity identity)
      : common_(std::move(common)), answer_(std::move(answer)), identity_(std::move(identity)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  ProtectedHandshake common_;
  Option<CertificateAnswer> answer_;
  PeerIdentity identity_;

  [[nodiscard]] Result<void, Error> send_own_flight(HandshakeEffects& effects);
};

}  // namespace ferrule::tls::client
