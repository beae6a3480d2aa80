// SPDX-License-Identifier: Apache-2.0 OR MIT
// Session: one client, its TLS connection and its backend. It moves bytes as far as they go without
// waiting, and knows neither poller nor loop.
//
//   client --recv--> connection (opened in place) --send--> backend
//   client <--send-- connection (sealed)  <--recv, scratch--  backend
//
// Each side is read only as long as the other takes it, so a slow one holds back its own peer and
// nobody else.
#pragma once

#include <string>

#include "cmd/serve/settings.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/io_error.hpp"
#include "ferrule/io/posix_socket.hpp"
#include "ferrule/tls/connection.hpp"

namespace ferrule::cmd {

/// How a session ended, for its log line.
enum class Outcome : u8 {
  Open,
  Ok,               ///< both sides said that they were done
  HandshakeFailed,  ///< see tls_error
  TlsError,         ///< after the handshake
  Truncated,        ///< the client ended without close_notify
  ClientGone,       ///< reset, or ended during the handshake
  BackendFailed,    ///< it could not be reached, or was reset
  HandshakeTimeout,
  IdleTimeout,
  Drained,  ///< the server stopped before the session was done
};
[[nodiscard]] std::string name_of(Outcome outcome);

/// What the loop has to do after advance().
enum class Next : u8 {
  Wait,            ///< nothing moves before the poller says so
  Again,           ///< more could move, but others should have their turn first
  ConnectBackend,  ///< the handshake is done: call attach_backend()
  Finished,        ///< log and forget the session
};

class Session {
 public:
  Session(io::Socket client, tls::Connection connection, u64 now_ms)
      : peer_{client.peer_address()},
        client_{std::move(client)},
        connection_{std::move(connection)},
        started_ms_{now_ms},
        moved_ms_{now_ms} {}

  void client_ready(bool readable, bool writable) {
    client_readable_ = client_readable_ || readable;
    client_writable_ = client_writable_ || writable;
  }
  void backend_ready(bool readable, bool writable) {
    backend_readable_ = backend_readable_ || readable;
    backend_writable_ = backend_writable_ || writable;
  }
  void attach_backend(io::Socket backend) { backend_ = std::move(backend); }
  /// The backend was asked for, and cannot be tried yet because of `error`; try again.
  void backend_waits(const io::IoError& error) { io_error_ = error; }
  [[nodiscard]] bool lacks_backend() const {
    return asked_for_backend_ && !backend_.is_open() && outcome_ == Outcome::Open;
  }
  void backend_failed(const io::IoError& error) {
    io_error_ = error;
    end(Outcome::BackendFailed);
  }

  /// Moves bytes. `scratch` is the loop's, for what comes from the backend.
  [[nodiscard]] Next advance(MutBytes scratch, u64 now_ms);

  /// Ends the session when a limit passed; true when it did.
  [[nodiscard]] bool enforce(const Limits& limits, u64 now_ms);
  /// The server stops: tells the client that nothing follows.
  void drain();
  /// Gives back buffers that hold nothing.
  void rest() { connection_.release_idle_buffers(); }

  [[nodiscard]] int client_number() const { return client_.number(); }
  [[nodiscard]] int backend_number() const { return backend_.number(); }
  /// The client's address, unless it was gone before it was asked for.
  [[nodiscard]] const Result<io::SocketAddress, io::IoError>& peer() const FERRULE_LIFETIMEBOUND {
    return peer_;
  }
  [[nodiscard]] const tls::Connection& connection() const FERRULE_LIFETIMEBOUND {
    return connection_;
  }
  [[nodiscard]] Outcome outcome() const { return outcome_; }
  [[nodiscard]] bool handshake_done() const { return handshake_ms_ != 0; }
  [[nodiscard]] const Option<tls::Error>& tls_error() const FERRULE_LIFETIMEBOUND {
    return tls_error_;
  }
  [[nodiscard]] const Option<io::IoError>& io_error() const FERRULE_LIFETIMEBOUND {
    return io_error_;
  }
  [[nodiscard]] u64 bytes_in() const { return bytes_in_; }
  [[nodiscard]] u64 bytes_out() const { return bytes_out_; }
  [[nodiscard]] u64 started_ms() const { return started_ms_; }
  [[nodiscard]] u64 moved_ms() const { return moved_ms_; }

 private:
  Result<io::SocketAddress, io::IoError> peer_;
  io::Socket client_;
  io::Socket backend_;
  tls::Connection connection_;
  Option<tls::Error> tls_error_;
  Option<io::IoError> io_error_;
  Outcome outcome_ = Outcome::Open;
  // Edge-triggered: true until a call says WouldBlock.
  bool client_readable_ = true;
  bool client_writable_ = true;
  bool backend_readable_ = false;
  bool backend_writable_ = false;
  bool backend_connected_ = false;
  bool asked_for_backend_ = false;
  bool client_eof_ = false;     ///< TCP end, perhaps without close_notify
  bool backend_ended_ = false;  ///< the backend has said everything
  bool told_backend_ = false;   ///< our end went to the backend
  bool told_client_ = false;    ///< close_notify was queued
  bool client_shut_ = false;    ///< and our TCP end sent
  u64 bytes_in_ = 0;
  u64 bytes_out_ = 0;
  u64 started_ms_;
  u64 handshake_ms_ = 0;
  u64 moved_ms_;

  void end(Outcome outcome);
  [[nodiscard]] bool step(MutBytes scratch);
  [[nodiscard]] bool flush_client();
  [[nodiscard]] bool read_client();
  [[nodiscard]] bool finish_connect();
  [[nodiscard]] bool feed_backend();
  [[nodiscard]] bool end_backend();
  [[nodiscard]] bool read_backend(MutBytes scratch);
  [[nodiscard]] bool end_client();
  void client_failed(const io::IoError& error);
  void tls_failed(const tls::Error& error);
  void check_done();
  void farewell();
};

}  // namespace ferrule::cmd
