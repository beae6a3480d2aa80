// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/serve/session.hpp"

#include "ferrule/core/trap.hpp"

namespace ferrule::cmd {
namespace {

/// The backend is not read while this much waits for the client.
constexpr usize kHighWater = 32 * 1024;
/// Steps before other sessions get their turn.
constexpr int kTurn = 32;

bool would_block(const io::IoError& error) { return error.kind == io::IoErrorKind::WouldBlock; }

}  // namespace

std::string name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Open: return "open";
    case Outcome::Ok: return "ok";
    case Outcome::HandshakeFailed: return "handshake-failed";
    case Outcome::TlsError: return "tls-error";
    case Outcome::Truncated: return "truncated";
    case Outcome::ClientGone: return "client-gone";
    case Outcome::BackendFailed: return "backend-failed";
    case Outcome::HandshakeTimeout: return "handshake-timeout";
    case Outcome::IdleTimeout: return "idle-timeout";
    case Outcome::Drained: return "drained";
  }
  return "unknown";
}

Next Session::advance(MutBytes scratch, u64 now_ms) {
  int turn = 0;
  while (outcome_ == Outcome::Open && step(scratch)) {
    moved_ms_ = now_ms;
    if (++turn == kTurn) {
      return Next::Again;
    }
  }
  if (outcome_ != Outcome::Open) {
    return Next::Finished;
  }
  if (handshake_ms_ == 0 && !connection_.is_handshaking()) {
    handshake_ms_ = now_ms;
  }
  if (handshake_ms_ != 0 && !asked_for_backend_) {
    asked_for_backend_ = true;
    return Next::ConnectBackend;
  }
  return Next::Wait;
}

/// True when something moved.
bool Session::step(MutBytes scratch) {
  bool moved = flush_client();
  moved = read_client() || moved;
  moved = finish_connect() || moved;
  moved = feed_backend() || moved;
  moved = end_backend() || moved;
  moved = read_backend(scratch) || moved;
  moved = end_client() || moved;
  check_done();
  return moved;
}

bool Session::flush_client() {
  if (!client_writable_ || connection_.pending_tls().empty()) {
    return false;
  }
  const Result<usize, io::IoError> sent = client_.try_write(connection_.pending_tls());
  if (!sent) {
    client_writable_ = false;
    if (!would_block(sent.error())) {
      client_failed(sent.error());
    }
    return false;
  }
  connection_.tls_written(*sent);
  return true;
}

/// Reads on only when the backend has taken everything: that is the back-pressure upwards.
bool Session::read_client() {
  const bool wanted = connection_.plaintext().empty() && !connection_.peer_closed() && !client_eof_;
  if (outcome_ != Outcome::Open || !client_readable_ || !wanted ||
      connection_.pending_tls().size() > kHighWater) {
    return false;
  }
  const auto space = connection_.read_buffer();
  if (!space) {
    const tls::Error error = space.error();
    tls_failed(error);
    return false;
  }
  const Result<usize, io::IoError> count = client_.try_read(*space);
  if (!count) {
    client_readable_ = false;
    if (!would_block(count.error())) {
      client_failed(count.error());
    }
    return false;
  }
  if (*count == 0) {
    client_eof_ = true;
    connection_.received_eof();
  } else {
    connection_.received(*count);
  }
  const auto state = connection_.process_new_packets();
  if (!state && !client_eof_) {  // an end without close_notify is check_done()'s to judge
    tls_failed(state.error());
    return false;
  }
  return true;
}

bool Session::finish_connect() {
  if (!backend_.is_open() || backend_connected_ || !backend_writable_) {
    return false;
  }
  const Result<void, io::IoError> connected = backend_.take_error();
  if (!connected) {
    backend_failed(connected.error());
    return false;
  }
  backend_connected_ = true;
  backend_readable_ = true;
  return true;
}

bool Session::feed_backend() {
  if (!backend_connected_ || !backend_writable_ || told_backend_ ||
      connection_.plaintext().empty()) {
    return false;
  }
  const Result<usize, io::IoError> sent = backend_.try_write(connection_.plaintext());
  if (!sent) {
    backend_writable_ = false;
    if (!would_block(sent.error())) {
      backend_failed(sent.error());
    }
    return false;
  }
  connection_.consume(*sent);
  bytes_in_ += *sent;
  return true;
}

/// Passes the client's close_notify on as the end of data.
bool Session::end_backend() {
  if (!backend_connected_ || told_backend_ || !connection_.peer_closed() ||
      !connection_.plaintext().empty()) {
    return false;
  }
  told_backend_ = true;
  return backend_.shutdown_write().has_value();
}

bool Session::read_backend(MutBytes scratch) {
  if (outcome_ != Outcome::Open || !backend_connected_ || !backend_readable_ || backend_ended_ ||
      connection_.pending_tls().size() >= kHighWater) {
    return false;
  }
  const Result<usize, io::IoError> count = backend_.try_read(scratch);
  if (!count) {
    backend_readable_ = false;
    if (!would_block(count.error())) {
      backend_failed(count.error());
    }
    return false;
  }
  if (*count == 0) {
    backend_ended_ = true;
    return true;
  }
  Bytes rest = scratch.first(*count);
  while (!rest.empty()) {
    const auto sealed = connection_.write(rest);
    if (!sealed) {
      tls_failed(sealed.error());
      return false;
    }
    ensure(*sealed != 0);  // identity.cpp gives the send buffer room for kHighWater and a scratch
    rest = rest.subspan(*sealed);
  }
  bytes_out_ += *count;
  return true;
}

/// Passes the backend's end on as close_notify, then as the end of TCP.
bool Session::end_client() {
  if (!backend_ended_ && !told_client_) {
    return false;
  }
  if (!told_client_) {
    told_client_ = true;
    connection_.send_close_notify();
    return true;
  }
  if (client_shut_ || !connection_.pending_tls().empty()) {
    return false;
  }
  client_shut_ = true;
  static_cast<void>(client_.shutdown_write().has_value());
  return true;
}

void Session::check_done() {
  if (outcome_ != Outcome::Open) {
    return;
  }
  const bool client_done = connection_.peer_closed() || client_eof_;
  if (client_eof_ && !connection_.peer_closed() && !backend_ended_) {
    // An end that nobody vouches for is not passed on as one: the backend sees a reset.
    end(handshake_ms_ != 0 ? Outcome::Truncated : Outcome::ClientGone);
  } else if (client_done && backend_ended_ && client_shut_ && connection_.plaintext().empty()) {
    end(Outcome::Ok);
  }
}

void Session::client_failed(const io::IoError& error) {
  io_error_ = error;
  // A client that resets after it was told everything has only not waited for our farewell.
  end(client_shut_ ? Outcome::Ok : Outcome::ClientGone);
}

void Session::tls_failed(const tls::Error& error) {
  tls_error_ = error;
  static_cast<void>(flush_client());
  // The alert must reach the client: an end before it reads everything would be a reset.
  static_cast<void>(client_.shutdown_write().has_value());
  end(handshake_ms_ != 0 ? Outcome::TlsError : Outcome::HandshakeFailed);
}

bool Session::enforce(const Limits& limits, u64 now_ms) {
  if (outcome_ != Outcome::Open) {
    return false;
  }
  if (handshake_ms_ == 0 && now_ms >= started_ms_ + limits.handshake_ms) {
    end(Outcome::HandshakeTimeout);
  } else if (asked_for_backend_ && !backend_connected_ &&
             now_ms >= handshake_ms_ + limits.connect_ms) {
    const bool untried = lacks_backend() && io_error_;
    const io::IoError why = untried ? *io_error_ : io::IoError{io::IoErrorKind::TimedOut, 0};
    backend_failed(why);
  } else if (handshake_ms_ != 0 && now_ms >= moved_ms_ + limits.idle_ms) {
    farewell();
    end(Outcome::IdleTimeout);
  }
  return outcome_ != Outcome::Open;
}

void Session::drain() {
  farewell();
  end(Outcome::Drained);
}

/// One try: whoever does not read now does not learn it.
void Session::farewell() {
  if (handshake_ms_ != 0 && !told_client_) {
    told_client_ = true;
    connection_.send_close_notify();
    static_cast<void>(flush_client());
  }
}

void Session::end(Outcome outcome) {
  if (outcome_ != Outcome::Open) {
    return;
  }
  outcome_ = outcome;
  // Without the client's close_notify its data may not be whole, even when the backend was done.
  if ((outcome != Outcome::Ok || !told_backend_) && backend_.is_open()) {
    backend_.reset_on_close();
  }
}

}  // namespace ferrule::cmd
