// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/core_connection.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/tls/alert.hpp"
#include "ferrule/tls/client/start.hpp"
#include "ferrule/tls/core_effects.hpp"

namespace ferrule::tls {

namespace {

RecordLimits record_limits(const Limits& limits) {
  return RecordLimits{limits.empty_records, limits.change_cipher_specs};
}

/// What a KeyUpdate takes on the wire.
usize key_update_size(const RecordSender& sender) {
  constexpr ByteArray<kHandshakeHeaderLength + 1> kMessage{};
  const Array<Bytes, 1> pieces{{kMessage.span()}};
  return sender.output_size(pieces.span());
}

}  // namespace

CoreConnection::CoreConnection(AllocatorRef allocator, const Limits& limits, HandshakeState state)
    : allocator_{allocator},
      limits_{limits},
      state_(std::move(state)),
      facts_(allocator),
      receiver_(record_limits(limits)),
      joiner_(allocator, limits.handshake_message),
      flight_(allocator) {}

Result<CoreConnection, Error> CoreConnection::client(AllocatorRef allocator,
                                                     Arc<ClientConfig> config,
                                                     const pki::ServerName& name, Output& output) {
  // The state that stands here until ClientHello is sent is never asked anything.
  CoreConnection made(allocator, config->settings().limits, server::WaitClientHello(kNone));
  made.config_.keep(config);
  TRYV(made.use(config->settings()));
  made.sender_.set_plaintext_version(kTls10);
  CoreEffects effects(made, true, output);
  TRY(made.state_, client::start(std::move(config), name, effects));
  made.sender_.set_plaintext_version(kTls12);
  made.receiver_.start_handshake();
  return made;
}

Result<CoreConnection, Error> CoreConnection::server(AllocatorRef allocator,
                                                     Arc<ServerConfig> config) {
  CoreConnection made(allocator, config->settings().limits,
                      server::WaitClientHello(Option<Arc<ServerConfig>>(config)));
  made.config_.keep(config);
  TRYV(made.use(config->settings()));
  return made;
}

CoreConnection CoreConnection::acceptor(AllocatorRef allocator, const Limits& limits) {
  return CoreConnection(allocator, limits, server::WaitClientHello(kNone));
}

Result<void, Error> CoreConnection::use(const Settings& settings) {
  TRYV(sender_.set_max_fragment(settings.max_fragment));
  return sender_.set_padding_block(settings.padding_block);
}

/// Tells the peer why, once. What was about to be sent is dropped.
Error CoreConnection::fail(const Error& error, Output& output) {
  if (failure_) {
    return *failure_;
  }
  failure_ = Option<Error>(error);
  flight_.clear();
  const AlertDescription description = alert_for(error);
  if (description != alert::kCloseNotify && !close_sent_) {
    static_cast<void>(
        send_records(sender_, content::kAlert, Alert::fatal(description).encode(), output));
  }
  return error;
}

Result<Step, Error> CoreConnection::process(MutBytes input, Output& output) {
  if (failure_) {
    return Err{*failure_};
  }
  // "Any data received after a closure alert has been received MUST be ignored." (RFC 8446, 6.1)
  if (peer_closed_) {
    return Step{Event::Closed, 0, 0, {}};
  }
  Result<Step, Error> step = process_record(input, output);
  if (!step) {
    return Err{fail(step.error(), output)};
  }
  return step;
}

Result<Step, Error> CoreConnection::process_record(MutBytes input, Output& output) {
  if (wants_configuration()) {
    return Step{Event::ChooseConfiguration, 0, 0, {}};
  }
  TRY(const Received received, receiver_.next(input));
  Step step;
  step.consumed = received.consumed;
  step.needed = received.needed;
  if (received.consumed == 0) {
    return step;
  }
  step.event = Event::Progress;
  if (received.record) {
    TRY(step.event, on_record(*received.record, output));
    if (step.event == Event::ApplicationData) {
      step.plaintext = received.record->content;
    }
  }
  return step;
}

Result<Event, Error> CoreConnection::on_record(const Record& record, Output& output) {
  if (record.type == content::kHandshake) {
    return on_handshake(record.content, output);
  }
  // "If a Handshake message is split over two or more records, there MUST NOT be any other records
  // between them." (RFC 8446, 5.1)
  if (joiner_.is_partial()) {
    return Err{PeerMisbehaved::InterleavedHandshake};
  }
  if (record.type == content::kAlert) {
    return on_alert(record.content);
  }
  if (is_handshaking()) {
    return Err{PeerMisbehaved::UnexpectedRecord};
  }
  if (record.content.empty()) {
    return Event::Progress;
  }
  messages_after_handshake_ = 0;
  return Event::ApplicationData;
}

Result<Event, Error> CoreConnection::on_alert(Bytes content) {
  const Result<Alert, ReadError> received = Alert::decode(content);
  if (!received) {
    return Err{InvalidMessage::BadAlert};
  }
  if (received->description == alert::kCloseNotify && !is_handshaking()) {
    peer_closed_ = true;
    return Event::Closed;
  }
  if (received->description == alert::kUserCanceled) {
    if (++warnings_ > limits_.warnings) {
      return Err{PeerMisbehaved::TooManyWarnings};
    }
    return Event::Progress;
  }
  return Err{Error::alert_received(received->description)};
}

Result<Event, Error> CoreConnection::on_handshake(Bytes content, Output& output) {
  const bool was_handshaking = is_handshaking();
  // Out of `this` for as long as messages point into it; an error ends the connection, and what it
  // held.
  HandshakeJoiner joiner = std::move(joiner_);
  while (true) {
    TRY(const Option<HandshakeMessage> message, joiner.next(content));
    if (!message) {
      break;
    }
    const bool is_aligned = joiner.check_aligned(content).has_value();
    TRYV(advance(*message, is_aligned, output));
    if (wants_configuration()) {
      // What may come next depends on the answer to this one.
      if (!is_aligned) {
        return Err{PeerMisbehaved::MessageCrossesKeyChange};
      }
      break;
    }
  }
  if (!joiner.is_partial()) {
    joiner.release();
  }
  joiner_ = std::move(joiner);
  if (wants_configuration()) {
    return Event::ChooseConfiguration;
  }
  if (was_handshaking && !is_handshaking()) {
    finish_handshake();
    return Event::HandshakeDone;
  }
  return Event::Progress;
}

Result<void, Error> CoreConnection::advance(const HandshakeMessage& message, bool is_aligned,
                                            Output& output) {
  if (is_handshaking()) {
    receiver_.start_handshake();
  } else if (++messages_after_handshake_ > limits_.messages_after_handshake) {
    return Err{PeerMisbehaved::TooManyMessagesAfterHandshake};
  }
  HandshakeState spent = std::move(state_);
  CoreEffects effects(*this, is_aligned, output);
  NextState next = spent.visit(
      [&](auto& state) -> NextState { return std::move(state).handle(message, effects); });
  if (!next) {
    return Err{std::move(next).error()};
  }
  TRYV(effects.send_flight());
  state_ = std::move(next).value();
  return ok();
}

void CoreConnection::finish_handshake() {
  receiver_.finish_handshake();
  flight_.release();
}

Result<void, Error> CoreConnection::received_eof(Output& output) {
  if (failure_) {
    return Err{*failure_};
  }
  if (!peer_closed_) {
    return Err{fail(PeerMisbehaved::TruncatedConnection, output)};
  }
  return ok();
}

Result<server::HelloInfo, Error> CoreConnection::client_hello() const {
  if (!wants_configuration()) {
    return Err{ApiMisuse::WrongState};
  }
  Reader reader(state_.get<server::RecvdClientHello>().message());
  TRY(const HandshakeMessage message, HandshakeMessage::read(reader));
  TRY(const ClientHello hello, decode_body<ClientHello>(message.body));
  server::HelloInfo info;
  TRYV(info.read(hello));
  return info;
}

Result<void, Error> CoreConnection::choose_configuration(const Arc<ServerConfig>& config,
                                                         Output& output) {
  if (!wants_configuration()) {
    return Err{ApiMisuse::WrongState};
  }
  config_.keep(config);
  const Settings& settings = config->settings();
  TRYV(use(settings));
  limits_ = settings.limits;
  receiver_.set_limits(record_limits(limits_));
  joiner_.set_max_message(limits_.handshake_message);
  CoreEffects effects(*this, true, output);
  NextState next = std::move(state_.get<server::RecvdClientHello>()).choose(config, effects);
  if (!next) {
    return Err{fail(next.error(), output)};
  }
  state_ = std::move(next).value();
  return ok();
}

usize CoreConnection::sealed_size(Span<const Bytes> pieces) const {
  const OutputSize data = sender_.measure(pieces);
  const bool updates = key_update_owed_ || sender_.wants_key_update(data.records);
  return data.bytes + (updates ? key_update_size(sender_) : 0);
}

Result<Sealed, Error> CoreConnection::seal(Span<const Bytes> pieces, MutBytes out) {
  if (failure_) {
    return Err{*failure_};
  }
  if (close_sent_) {
    return Err{ApiMisuse::ConnectionClosed};
  }
  if (is_handshaking()) {
    return Err{ApiMisuse::HandshakeNotComplete};
  }
  SliceOutput output(out);
  PieceCursor rest(pieces);
  while (!rest.empty()) {
    if (key_update_owed_ || sender_.wants_key_update()) {
      if (output.room() < key_update_size(sender_)) {
        break;
      }
      TRYV(refresh_traffic_keys(false, output));
    }
    TRY(const MutBytes space, output.space(0));
    const Result<usize, Error> sent = sender_.send_next(content::kApplicationData, rest, space);
    if (!sent) {
      failure_ = Option<Error>(sent.error());
      return Err{*failure_};
    }
    if (*sent == 0) {
      break;
    }
    output.commit(*sent);
    key_update_answered_ = false;
  }
  return Sealed{rest.taken(), output.written().size()};
}

void CoreConnection::send_close_notify(Output& output) {
  if (!close_sent_ && !failure_) {
    close_sent_ = true;
    static_cast<void>(
        send_records(sender_, content::kAlert, Alert::close_notify().encode(), output));
  }
}

Result<void, Error> CoreConnection::refresh_traffic_keys(bool request_peer, Output& output) {
  if (failure_) {
    return Err{*failure_};
  }
  if (is_handshaking()) {
    return Err{ApiMisuse::HandshakeNotComplete};
  }
  if (close_sent_) {
    return Err{ApiMisuse::ConnectionClosed};
  }
  CoreEffects effects(*this, true, output);
  const KeyUpdateRequest request =
      request_peer ? KeyUpdateRequest::Requested : KeyUpdateRequest::NotRequested;
  const Result<void, Error> updated = state_.get<Connected>().update_sending(request, effects);
  if (!updated) {
    return Err{fail(updated.error(), output)};
  }
  key_update_owed_ = false;
  return ok();
}

Result<void, Error> CoreConnection::export_keying_material(MutBytes out, std::string_view label,
                                                           Option<Bytes> context) const {
  if (is_handshaking()) {
    return Err{ApiMisuse::HandshakeNotComplete};
  }
  return state_.get<Connected>().exporter().export_keys(label, context ? *context : Bytes(), out);
}

}  // namespace ferrule::tls
