// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/client/wait_finished.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/keys/key_log_labels.hpp"
#include "ferrule/tls/own_flight.hpp"
#include "ferrule/tls/wire/finished.hpp"

namespace ferrule::tls::client {

NextState WaitFinished::handle(const HandshakeMessage& message, HandshakeEffects& effects) && {
  // 1. The server knows the handshake secret and saw the same messages (RFC 8446, 4.4.4).
  TRYV(expect(message, handshake::kFinished));
  TRY(const Finished finished,
      decode_body<Finished>(message.body, common_.suite.hash->output_length()));
  TRY(FinishedVerified verified, common_.traffic.server.finished_key().verify(
                                     common_.transcript.hash(), finished.verify_data));
  common_.transcript.add(message.encoded);

  // 2. Application secrets over ClientHello...server Finished (RFC 8446, 7.1).
  MasterSecret master = std::move(common_.secret).into_master();
  const crypto::Digest transcript = common_.transcript.hash();
  TrafficSecrets traffic = master.traffic(transcript);
  ExporterSecret exporter = master.exporter(transcript);
  const ClientHandshake& handshake = *common_.handshake;
  log_secret(handshake.settings(), key_log::kClientTraffic, handshake.random.span(),
             traffic.client.bytes());
  log_secret(handshake.settings(), key_log::kServerTraffic, handshake.random.span(),
             traffic.server.bytes());
  log_secret(handshake.settings(), key_log::kExporter, handshake.random.span(), exporter.bytes());
  TRYV(effects.receive_under(common_.suite, traffic.server));

  // 3. Our flight, still under the handshake keys.
  TRYV(send_own_flight(effects));
  TRYV(effects.send_under(common_.suite, traffic.client));
  return HandshakeState(Connected(Side::Client, common_.suite, std::move(traffic.client),
                                  std::move(traffic.server), std::move(exporter),
                                  std::move(verified), std::move(identity_)));
}

Result<void, Error> WaitFinished::send_own_flight(HandshakeEffects& effects) {
  if (answer_ && answer_->key) {
    TRYV(send_certificate(**answer_->key, common_.transcript, effects));
    TRYV(send_certificate_verify(Side::Client, **answer_->key, answer_->scheme, common_.transcript,
                                 effects));
  } else if (answer_) {
    TRYV(send_no_certificate(common_.transcript, effects));
  }
  TRYV(send_finished(common_.traffic.client, common_.transcript, effects));
  return effects.send_flight();
}

}  // namespace ferrule::tls::client
