// SPDX-License-Identifier: Apache-2.0 OR MIT
// WAIT_CERT (RFC 8446, A.1).
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/client/certificate_answer.hpp"
#include "ferrule/tls/client/client_handshake.hpp"
#include "ferrule/tls/handshake_state.hpp"

namespace ferrule::tls::client {

class FERRULE_OWNER WaitCertificate {
 public:
  /// `answer` is there when the server asked for a certificate.
  WaitCertificate(ProtectedHandshake common, Option<CertificateAnswer> answer)
      : common_(std::move(common)), answer_(std::move(answer)) {}

  [[nodiscard]] NextState handle(const HandshakeMessage& message, HandshakeEffects& effects) &&;

 private:
  ProtectedHandshake common_;
  Option<CertificateAnswer> answer_;
};

}  // namespace ferrule::tls::client
