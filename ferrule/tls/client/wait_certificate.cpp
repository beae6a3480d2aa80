// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/client/wait_certificate.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/wire/certificate.hpp"

namespace ferrule::tls::client {

NextState WaitCertificate::handle(const HandshakeMessage& message, HandshakeEffects& effects) && {
  TRYV(expect(message, handshake::kCertificate));
  const ClientHandshake& handshake = *common_.handshake;
  TRY(const Certificate certificate,
      decode_body<Certificate>(message.body, certificate_limits(handshake.settings())));
  if (!certificate.context.empty()) {
    return Err{PeerMisbehaved::RequestContextNotEmpty};
  }
  // "The server's certificate_list MUST always be non-empty." (RFC 8446, 4.4.2.4)
  if (certificate.entries.empty()) {
    return Err{PeerMisbehaved::EmptyServerCertificate};
  }
  TRY(PeerVerified verified,
      PeerChecks::server_chain(certificate, handshake.settings(), handshake.config->verifier(),
                               handshake.name, effects.facts()));
  common_.transcript.add(message.encoded);
  return HandshakeState(
      WaitCertificateVerify(std::move(common_), std::move(answer_), std::move(verified)));
}

}  // namespace ferrule::tls::client
