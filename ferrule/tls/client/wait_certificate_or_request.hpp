// SPDX-License-Identifier: Apache-2.0 OR MIT
// WAIT_CERT_CR (RFC 8446, A.1): Certificate, or a CertificateRequest before it.
#pragma once

#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/client/client_handshake.hpp"
#include "ferrule/tls/handshake_state.hpp"

namespace ferrule::tls::client {

class FERRULE_OWNER WaitCertificateOrRequest {
 public:
  explicit WaitCertificateOrRequest(ProtectedHandshake common) : common_(std::move(common)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  ProtectedHandshake common_;
};

}  // namespace ferrule::tls::client
