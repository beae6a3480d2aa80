// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/server/wait_certificate.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/wire/certificate.hpp"

namespace ferrule::tls::server {

NextState WaitCertificate::handle(const HandshakeMessage& message, HandshakeEffects& effects) && {
  TRYV(expect(message, handshake::kCertificate));
  TRY(const Certificate certificate,
      decode_body<Certificate>(message.body, certificate_limits(handshake_->settings())));
  if (!certificate.context.empty()) {
    return Err{PeerMisbehaved::RequestContextNotEmpty};
  }
  handshake_->transcript.add(message.encoded);

  // A client without certificate goes straight to Finished, if it may (RFC 8446, 4.4.2.4).
  if (certificate.entries.empty()) {
    TRY(PeerIdentity nobody, PeerIdentity::anonymous(handshake_->config->client_auth()));
    return HandshakeState(WaitFinished(std::move(handshake_), std::move(nobody)));
  }
  TRY(PeerVerified verified,
      PeerChecks::client_chain(certificate, handshake_->settings(),
                               **handshake_->config->client_verifier(), effects.facts()));
  return HandshakeState(WaitCertificateVerify(std::move(handshake_), std::move(verified)));
}

}  // namespace ferrule::tls::server
