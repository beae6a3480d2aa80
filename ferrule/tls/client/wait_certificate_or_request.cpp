// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/client/wait_certificate_or_request.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/wire/certificate_request.hpp"

namespace ferrule::tls::client {

namespace {

/// The answer to a CertificateRequest: our certificate, when the server can verify what its key
/// signs.
CertificateAnswer answer(const Option<Arc<CertifiedKey>>& certificate,
                         const CertificateRequest& request) {
  if (certificate) {
    for (const crypto::SignatureScheme scheme : request.signature_algorithms->list) {
      const Array<crypto::SignatureScheme, 1> one{{scheme}};
      if (const Option<crypto::SignatureScheme> chosen =
              (*certificate)->choose_scheme(one.span())) {
        return CertificateAnswer{Option<Arc<CertifiedKey>>(*certificate), *chosen};
      }
    }
  }
  return CertificateAnswer{};
}

}  // namespace

NextState WaitCertificateOrRequest::handle(const HandshakeMessage& message,
                                           HandshakeEffects& effects) && {
  if (message.type != handshake::kCertificateRequest) {
    return WaitCertificate(std::move(common_), kNone).handle(message, effects);
  }
  TRY(const CertificateRequest request, decode_body<CertificateRequest>(message.body));
  // "This field SHALL be zero length unless used for the post-handshake authentication" (RFC
  // 8446, 4.3.2)
  if (!request.context.empty()) {
    return Err{PeerMisbehaved::RequestContextNotEmpty};
  }
  common_.transcript.add(message.encoded);
  CertificateAnswer made = answer(common_.handshake->config->certificate(), request);
  return HandshakeState(
      WaitCertificate(std::move(common_), Option<CertificateAnswer>(std::move(made))));
}

}  // namespace ferrule::tls::client
