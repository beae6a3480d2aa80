// SPDX-License-Identifier: Apache-2.0 OR MIT
// BlockingStream: a TLS connection over a Transport that waits. One thread uses it at a time.
#pragma once

#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/deadline.hpp"
#include "ferrule/io/io_error.hpp"
#include "ferrule/io/transport.hpp"
#include "ferrule/tls/connection.hpp"

namespace ferrule::io {

/// What ended a stream: the transport, or TLS.
struct StreamError {
  IoError io{};
  Option<tls::Error> tls;

  constexpr StreamError(IoError error) : io{error} {}
  constexpr StreamError(const tls::Error& error) : tls(error) {}
};

/// What a read found.
struct ReadResult {
  usize count = 0;
  bool ended = false;  ///< the peer ended its data properly; nothing will follow
};

template <Transport T>
class BlockingStream {
 public:
  /// How long close() waits for the peer's answer in all.
  static constexpr u32 kCloseLimitMs = 2'000;

  BlockingStream(T transport, tls::Connection connection)
      : transport_{std::move(transport)}, connection_{std::move(connection)} {}

  /// Runs the handshake to its end. read and write do so by themselves when it has not run.
  Result<void, StreamError> complete_handshake() {
    while (connection_.is_handshaking()) {
      FERRULE_TRYV(flush());
      if (connection_.is_handshaking()) {
        FERRULE_TRYV(fill());
      }
    }
    return flush();
  }

  /// Waits for some bytes. An end of the transport without close_notify is an error: what was read
  /// before may have been cut off.
  Result<ReadResult, StreamError> read(MutBytes into) {
    FERRULE_TRYV(complete_handshake());
    if (into.empty()) {
      return ReadResult{};
    }
    while (connection_.plaintext().empty()) {
      if (connection_.peer_closed()) {
        return ReadResult{0, true};
      }
      FERRULE_TRYV(flush());
      FERRULE_TRYV(fill());
    }
    return take(into);
  }

  /// Seals and sends a part of `from`, at least one byte unless it is empty. What is accepted has
  /// been given to the transport when this returns.
  Result<usize, StreamError> write(Bytes from) {
    FERRULE_TRYV(complete_handshake());
    if (from.empty()) {
      return usize{0};
    }
    FERRULE_TRY(const usize taken, connection_.write(from));
    FERRULE_TRYV(flush());
    return taken;
  }
  Result<void, StreamError> write_all(Bytes from) {
    while (!from.empty()) {
      FERRULE_TRY(const usize taken, write(from));
      from = from.subspan(taken);
    }
    return ok();
  }

  /// Gives everything sealed to the transport.
  Result<void, StreamError> flush() {
    while (!connection_.pending_tls().empty()) {
      FERRULE_TRY(const usize sent, transport_.write_some(connection_.pending_tls()));
      connection_.tls_written(sent);
    }
    return ok();
  }

  /// Half-close: says that nothing follows, and goes on reading.
  Result<void, StreamError> finish_writing() {
    connection_.send_close_notify();
    FERRULE_TRYV(flush());
    if (!shut_) {
      FERRULE_TRYV(transport_.shutdown_write());
      shut_ = true;
    }
    return ok();
  }

  /// Says that nothing follows and waits for the peer to say the same, at most kCloseLimitMs; data
  /// that still arrives is dropped. A peer that never answers is no error.
  Result<void, StreamError> close() {
    transport_.set_limits(kCloseLimitMs, kCloseLimitMs);
    FERRULE_TRYV(finish_writing());
    const u64 end = monotonic_ms() + kCloseLimitMs;
    while (!connection_.peer_closed() && monotonic_ms() < end) {
      const auto left = static_cast<u32>(end - monotonic_ms());
      transport_.set_limits(left == 0 ? 1 : left, kCloseLimitMs);
      if (!fill()) {
        break;
      }
      connection_.consume(connection_.plaintext().size());
    }
    return ok();
  }

  [[nodiscard]] const tls::Connection& connection() const FERRULE_LIFETIMEBOUND {
    return connection_;
  }
  [[nodiscard]] FERRULE_STABLE tls::Connection& connection() FERRULE_LIFETIMEBOUND {
    return connection_;
  }
  [[nodiscard]] FERRULE_STABLE T& transport() FERRULE_LIFETIMEBOUND { return transport_; }

 private:
  T transport_;
  tls::Connection connection_;
  bool shut_ = false;  ///< once is enough: later the transport may be gone

  ReadResult take(MutBytes into) {
    const Bytes ready = connection_.plaintext();
    const usize count = ready.size() < into.size() ? ready.size() : into.size();
    into.first(count).copy_from(ready.first(count));
    connection_.consume(count);
    return {count, false};
  }

  /// Reads once from the transport and processes it; an alert that answers an error is sent.
  Result<void, StreamError> fill() {
    FERRULE_TRY(const usize count, read_transport());
    if (count == 0) {
      connection_.received_eof();
    } else {
      connection_.received(count);
    }
    auto state = connection_.process_new_packets();
    if (!state) {
      static_cast<void>(flush().has_value());
      return Err{StreamError(state.error())};
    }
    return ok();
  }
  Result<usize, StreamError> read_transport() {
    FERRULE_TRY(const MutBytes space, connection_.read_buffer());
    FERRULE_TRY(const usize count, transport_.read_some(space));
    return count;
  }
};

}  // namespace ferrule::io
