// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/server/recvd_client_hello.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/server/answer.hpp"

namespace ferrule::tls::server {

NextState RecvdClientHello::choose(const Arc<ServerConfig>& config, HandshakeEffects& effects) && {
  Reader reader(message_.span());
  TRY(const HandshakeMessage message, HandshakeMessage::read(reader));
  TRY(const ClientHello hello, decode_body<ClientHello>(message.body));
  return answer_client_hello(config, message, hello, effects);
}

NextState RecvdClientHello::handle(const HandshakeMessage&, HandshakeEffects&) && {
  return Err{PeerMisbehaved::UnexpectedMessage};
}

}  // namespace ferrule::tls::server
