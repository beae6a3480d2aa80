// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/server/wait_certificate_verify.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/wire/certificate_verify.hpp"

namespace ferrule::tls::server {

NextState WaitCertificateVerify::handle(const HandshakeMessage& message,
                                        HandshakeEffects& effects) && {
  TRYV(expect(message, handshake::kCertificateVerify));
  TRY(const CertificateVerify verify, decode_body<CertificateVerify>(message.body));
  TRY(HandshakeSignatureValid valid,
      PeerChecks::signature(verify, Side::Client, handshake_->transcript.hash(),
                            handshake_->settings(), effects.facts()));
  handshake_->transcript.add(message.encoded);
  return HandshakeState(WaitFinished(std::move(handshake_),
                                     PeerIdentity::proven(std::move(verified_), std::move(valid))));
}

}  // namespace ferrule::tls::server
