// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/client/wait_certificate_verify.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/wire/certificate_verify.hpp"

namespace ferrule::tls::client {

NextState WaitCertificateVerify::handle(const HandshakeMessage& message,
                                        HandshakeEffects& effects) && {
  TRYV(expect(message, handshake::kCertificateVerify));
  TRY(const CertificateVerify verify, decode_body<CertificateVerify>(message.body));
  TRY(HandshakeSignatureValid valid,
      PeerChecks::signature(verify, Side::Server, common_.transcript.hash(),
                            common_.handshake->settings(), effects.facts()));
  common_.transcript.add(message.encoded);
  return HandshakeState(WaitFinished(std::move(common_), std::move(answer_),
                                     PeerIdentity::proven(std::move(verified_), std::move(valid))));
}

}  // namespace ferrule::tls::client
