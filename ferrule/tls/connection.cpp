// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/tls/connection.hpp"

#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/tls/config/settings.hpp"
#include "ferrule/tls/record/record_header.hpp"

namespace ferrule::tls {

Connection::Connection(CoreConnection core, SendBuffer out, const Limits& limits,
                       AllocatorRef allocator)
    : core_(std::move(core)), in_(allocator, limits.receive_buffer), out_(std::move(out)) {}

Result<Connection, Error> Connection::client(AllocatorRef allocator, Arc<ClientConfig> config,
                                             const pki::ServerName& name) {
  const Limits limits = config->settings().limits;
  SendBuffer out(allocator, limits.send_buffer);
  TRY(CoreConnection core, CoreConnection::client(allocator, std::move(config), name, out));
  return Connection(std::move(core), std::move(out), limits, allocator);
}

Result<Connection, Error> Connection::server(AllocatorRef allocator, Arc<ServerConfig> config) {
  const Limits limits = config->settings().limits;
  TRY(CoreConnection core, CoreConnection::server(allocator, std::move(config)));
  return Connection(std::move(core), SendBuffer(allocator, limits.send_buffer), limits, allocator);
}

Result<Connection, Error> Connection::acceptor(AllocatorRef allocator, const Limits& limits) {
  TRYV(check_limits(limits, kMaxFragment, 1));
  return Connection(CoreConnection::acceptor(allocator, limits),
                    SendBuffer(allocator, limits.send_buffer), limits, allocator);
}

Result<MutBytes, Error> Connection::read_buffer() { return in_.free_space(); }

void Connection::received(usize count) { in_.received(count); }

void Connection::received_eof() { eof_ = true; }

Result<IoState, Error> Connection::process_new_packets() {
  if (core_.failure()) {
    return Err{*core_.failure()};
  }
  bool goes_on = true;
  while (goes_on) {
    TRY(const Event event, process_one());
    goes_on =
        event != Event::NeedBytes && event != Event::ChooseConfiguration && event != Event::Closed;
  }
  if (core_.peer_closed()) {
    in_.drop_unopened();
  }
  if (eof_ && !wants_configuration()) {
    TRYV(core_.received_eof(out_));
  }
  return IoState{in_.plaintext_bytes(), out_.size(), core_.peer_closed()};
}

Result<Event, Error> Connection::process_one() {
  TRY(const Step step, core_.process(in_.unopened(), out_));
  const Event event = step.event;
  const usize consumed = step.consumed;
  const usize plaintext = step.plaintext.size();
  if (consumed != 0) {
    in_.opened(consumed, plaintext);
  }
  return event;
}

Result<void, Error> Connection::choose_configuration(const Arc<ServerConfig>& config) {
  TRYV(core_.choose_configuration(config, out_));
  out_.set_limit(core_.limits().send_buffer);
  return ok();
}

Bytes Connection::plaintext() const { return in_.plaintext(); }

void Connection::consume(usize count) { in_.consume(count); }

usize Connection::read(MutBytes out) {
  usize copied = 0;
  while (copied < out.size() && !plaintext().empty()) {
    const usize room = out.size() - copied;
    const usize count = plaintext().size() < room ? plaintext().size() : room;
    out.subspan(copied, count).copy_from(plaintext().first(count));
    consume(count);
    copied += count;
  }
  return copied;
}

Bytes Connection::pending_tls() const { return out_.pending(); }

Bytes Connection::hold_tls() { return out_.hold(); }

void Connection::tls_written(usize count) { out_.sent(count); }

Result<usize, Error> Connection::write(Span<const Bytes> pieces) {
  if (core_.failure()) {
    return Err{*core_.failure()};
  }
  if (is_handshaking()) {
    return usize{0};
  }
  const usize wanted = core_.sealed_size(pieces);
  const usize size = wanted < out_.room() ? wanted : out_.room();
  if (size <= kRecordOverhead && !core_.close_sent()) {
    return usize{0};
  }
  TRY(const MutBytes space, out_.space(size));
  TRY(const Sealed sealed, core_.seal(pieces, space.first(size)));
  out_.commit(sealed.written);
  return sealed.taken;
}

Result<usize, Error> Connection::write(Bytes data) {
  const Array<Bytes, 1> pieces{{data}};
  return write(pieces.span());
}

void Connection::send_close_notify() { core_.send_close_notify(out_); }

bool Connection::is_handshaking() const { return core_.is_handshaking(); }

bool Connection::wants_read() const {
  return !core_.failure() && !core_.peer_closed() && !eof_ && !in_.is_full() &&
         !wants_configuration();
}

bool Connection::peer_closed() const { return core_.peer_closed(); }

Result<void, Error> Connection::refresh_traffic_keys(bool request_peer) {
  return core_.refresh_traffic_keys(request_peer, out_);
}

Result<void, Error> Connection::export_keying_material(MutBytes out, std::string_view label,
                                                       Option<Bytes> context) const {
  return core_.export_keying_material(out, label, context);
}

void Connection::release_idle_buffers() {
  in_.release();
  out_.release();
}

Option<Bytes> Connection::alpn() const {
  return facts().alpn.empty() ? Option<Bytes>() : Option<Bytes>(facts().alpn.span());
}

Option<Bytes> Connection::server_name() const {
  return facts().server_name.empty() ? Option<Bytes>() : Option<Bytes>(facts().server_name.span());
}

Option<Bytes> Connection::peer_certificate(usize index) const {
  const Vec<usize>& ends = facts().peer_certificate_ends;
  if (index >= ends.size()) {
    return kNone;
  }
  const usize start = index == 0 ? 0 : ends[index - 1];
  return Option<Bytes>(facts().peer_certificates.span().subspan(start, ends[index] - start));
}

}  // namespace ferrule::tls
