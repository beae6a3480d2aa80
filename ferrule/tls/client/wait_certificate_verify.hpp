// SPDX-License-Identifier: Apache-2.0 OR MIT
// WAIT_CV (RFC 8446, A.1).
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/client/certificate_answer.hpp"
#include "ferrule/tls/client/client_handshake.hpp"
#include "ferrule/tls/handshake_state.hpp"
#include "ferrule/tls/peer_proofs.hpp"

namespace ferrule::tls::client {

class FERRULE_OWNER WaitCertificateVerify {
 public:
  WaitCertificateVerify(ProtectedHandshake common, Option<CertificateAnswer> answer,
                        PeerVerified verified)
      : common_(std::move(common)), answer_(std::move(answer)), verified_(std::move(verified)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  ProtectedHandshake common_;
  Option<CertificateAnswer> answer_;
  PeerVerified verified_;
};

}  // namespace ferrule::tls::client
