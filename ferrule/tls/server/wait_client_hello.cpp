// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/server/wait_client_hello.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/server/answer.hpp"

namespace ferrule::tls::server {

NextState WaitClientHello::handle(const HandshakeMessage& message, HandshakeEffects& effects) && {
  TRYV(expect(message, handshake::kClientHello));
  TRY(const ClientHello hello, decode_body<ClientHello>(message.body));
  TRYV(check_client_hello(hello));
  if (config_) {
    return answer_client_hello(*config_, message, hello, effects);
  }
  TRY(ByteVec kept, ByteVec::copy_of(effects.allocator(), message.encoded));
  return HandshakeState(RecvdClientHello(std::move(kept)));
}

}  // namespace ferrule::tls::server
