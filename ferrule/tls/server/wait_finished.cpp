// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/server/wait_finished.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/wire/finished.hpp"

namespace ferrule::tls::server {

NextState WaitFinished::handle(const HandshakeMessage& message, HandshakeEffects& effects) && {
  TRYV(expect(message, handshake::kFinished));
  ServerHandshake& handshake = *handshake_;
  TRY(const Finished finished,
      decode_body<Finished>(message.body, handshake.suite.hash->output_length()));
  TRY(FinishedVerified verified,
      handshake.client.finished_key().verify(handshake.transcript.hash(), finished.verify_data));
  TRYV(effects.receive_under(handshake.suite, handshake.application.client));
  return HandshakeState(
      Connected(Side::Server, handshake.suite, std::move(handshake.application.server),
                std::move(handshake.application.client), std::move(handshake.exporter),
                std::move(verified), std::move(identity_)));
}

}  // namespace ferrule::tls::server
