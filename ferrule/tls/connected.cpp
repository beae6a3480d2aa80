// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/connected.hpp"

#include "ferrule/core/try.hpp"
#include "ferrule/tls/every_state.hpp"
#include "ferrule/tls/wire/new_session_ticket.hpp"

namespace ferrule::tls {

NextState Connected::handle(const HandshakeMessage& message, HandshakeEffects& effects) && {
  if (message.type == handshake::kKeyUpdate) {
    TRYV(on_key_update(message.body, effects));
    return HandshakeState(std::move(*this));
  }
  TRYV(expect(message, handshake::kNewSessionTicket));
  if (side_ == Side::Server) {
    return Err{PeerMisbehaved::TicketFromClient};
  }
  // Read, so that a malformed one is refused, and dropped: "the client MAY ... " keep none (RFC
  // 8446, 4.6.1).
  TRYV(decode_body<NewSessionTicket>(message.body).map([](const NewSessionTicket&) {
    return Unit{};
  }));
  return HandshakeState(std::move(*this));
}

Result<void, Error> Connected::on_key_update(Bytes body, HandshakeEffects& effects) {
  TRY(const KeyUpdate update, decode_body<KeyUpdate>(body));
  receive_ = std::move(receive_).next();
  TRYV(effects.receive_under(suite_, receive_));
  // "If the request_update field is set to "update_requested", then the receiver MUST send a
  // KeyUpdate of its own with request_update set to "update_not_requested" prior to sending its
  // next Application Data record." (RFC 8446, 4.6.3)
  if (update.request == KeyUpdateRequest::Requested && effects.answers_key_update()) {
    TRYV(update_sending(KeyUpdateRequest::NotRequested, effects));
  }
  return ok();
}

Result<void, Error> Connected::update_sending(KeyUpdateRequest request, HandshakeEffects& effects) {
  Writer writer(effects.flight());
  write_handshake(writer, KeyUpdate{request});
  TRYV(writer.finish());
  TRYV(effects.send_flight());
  send_ = std::move(send_).next();
  return effects.send_under(suite_, send_);
}

}  // namespace ferrule::tls
