// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/client/wait_encrypted_extensions.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/wire/encrypted_extensions.hpp"

namespace ferrule::tls::client {

NextState WaitEncryptedExtensions::handle(const HandshakeMessage& message,
                                          HandshakeEffects& effects) && {
  TRYV(expect(message, handshake::kEncryptedExtensions));
  TRY(const EncryptedExtensions extensions,
      decode_body<EncryptedExtensions>(message.body, common_.handshake->offered));

  // "the client MUST" have offered the protocol that is selected (RFC 7301, 3.1).
  if (extensions.protocols) {
    const Bytes selected = extensions.protocols->list.first()->name;
    if (!common_.handshake->settings().protocols.find(selected)) {
      return Err{PeerMisbehaved::ProtocolNotOffered};
    }
    TRYV(effects.facts().alpn.append(selected));
  }
  common_.transcript.add(message.encoded);
  return HandshakeState(WaitCertificateOrRequest(std::move(common_)));
}

}  // namespace ferrule::tls::client
