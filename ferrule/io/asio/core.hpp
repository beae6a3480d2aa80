// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a stream and its operations share: the next layer, the TLS connection, and who uses the
// transport.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/error_category.hpp"
#include "ferrule/tls/connection.hpp"

namespace ferrule::io::asio_stream {

/// The layer at the bottom, by recursion: some layers keep their lowest_layer_type private.
template <typename Layer>
decltype(auto) lowest_layer_of(FERRULE_STABLE Layer& layer FERRULE_LIFETIMEBOUND) {
  if constexpr (requires { layer.next_layer(); }) {
    return lowest_layer_of(layer.next_layer());
  } else if constexpr (requires { layer.socket(); }) {
    return (layer.socket());
  } else {
    return (layer);
  }
}

/// How long a shutdown waits for the peer's close_notify, unless told otherwise.
inline constexpr std::chrono::milliseconds kShutdownLimit{5'000};

template <typename Next, typename Traits>
class Core {
 public:
  using NextLayer = std::remove_reference_t<Next>;
  using Executor = typename NextLayer::executor_type;
  using Timer = typename Traits::template Timer<Executor>;
  using ErrorCode = typename Traits::error_code;

  /// Without a connection every operation fails.
  explicit Core(Next next)
      : next_(static_cast<Next&&>(next)),
        read_turn_(next_.get_executor(), Traits::never()),
        write_turn_(next_.get_executor(), Traits::never()),
        limit_(next_.get_executor()) {}
  void begin(Result<tls::Connection, tls::Error> connection) {
    if (connection) {
      connection_.emplace(std::move(*connection));
    } else {
      error_ = to_code<Traits>(connection.error());
    }
  }

  [[nodiscard]] FERRULE_STABLE NextLayer& next() FERRULE_LIFETIMEBOUND { return next_; }
  [[nodiscard]] const NextLayer& next() const FERRULE_LIFETIMEBOUND { return next_; }
  [[nodiscard]] bool has_connection() const { return connection_.has_value(); }
  [[nodiscard]] FERRULE_STABLE tls::Connection& connection() FERRULE_LIFETIMEBOUND {
    ensure(has_connection());
    return *connection_;
  }
  [[nodiscard]] const tls::Connection& connection() const FERRULE_LIFETIMEBOUND {
    ensure(has_connection());
    return *connection_;
  }

  /// What ended the stream, if anything did: every later operation gets it too.
  [[nodiscard]] const ErrorCode& error() const FERRULE_LIFETIMEBOUND { return error_; }
  [[nodiscard]] bool has_failed() const { return error_ || !has_connection(); }
  /// What arrived before a failure can still be read.
  [[nodiscard]] bool has_plaintext() const {
    return connection_ && !connection_->plaintext().empty();
  }
  void fail(ErrorCode error) {
    if (!error_) {
      error_ = error;
    }
  }
  /// The transport no longer takes anything: what is left of our records must never be sent.
  void break_output(ErrorCode error) {
    output_broken_ = true;
    fail(error);
  }

  /// The stream is being destroyed while operations are outstanding.
  void abandon() {
    fail(Traits::aborted());
    output_broken_ = true;
    if constexpr (!std::is_reference_v<Next>) {
      Traits::close(lowest_layer_of(next_));
    }
    pass_turns();
    limit_.cancel();
  }

  [[nodiscard]] bool has_output() const {
    return !output_broken_ && connection_ && connection_->wants_write();
  }
  /// What to send next. It stays in place until sent() although the connection goes on sealing.
  [[nodiscard]] Bytes output() FERRULE_LIFETIMEBOUND { return connection_->hold_tls(); }
  void sent(usize count) { connection_->tls_written(count); }

  [[nodiscard]] Result<MutBytes, tls::Error> input_space() FERRULE_LIFETIMEBOUND {
    return connection_->read_buffer();
  }
  /// False while unread data fills the buffer.
  [[nodiscard]] bool has_input_space() {
    const auto space = input_space();
    return !space || !space->empty();
  }
  /// `count` bytes arrived, or the end (0).
  void arrived(usize count) {
    if (count == 0) {
      connection_->received_eof();
    } else {
      connection_->received(count);
    }
    process();
  }
  /// Takes the beginning of `bytes` as if it had arrived; returns how much.
  usize feed(Bytes bytes) {
    const auto space = input_space();
    if (!space) {
      fail(to_code<Traits>(space.error()));
      return 0;
    }
    const usize count = std::min(bytes.size(), space->size());
    if (count != 0) {
      space->first(count).copy_from(bytes.first(count));
      arrived(count);
    }
    return count;
  }
  /// Goes on with what has arrived.
  void process() {
    const auto state = connection_->process_new_packets();
    if (!state) {
      fail(to_code<Traits>(state.error()));
    }
  }
  /// A limited operation has waited long enough: whoever reads the transport begins again.
  void pass_limit() {
    limit_passed = true;
    read_interrupted = reading;
    pass_turns();
    Traits::cancel(lowest_layer_of(next_));
  }

  bool reading = false;            ///< an operation waits for the transport's next bytes
  bool writing = false;            ///< an operation waits for the transport to take bytes
  bool read_outstanding = false;   ///< by the user
  bool write_outstanding = false;  ///< by the user
  bool limit_passed = false;
  bool read_interrupted = false;  ///< by pass_limit()
  u32 limit_turn = 0;             ///< tells the waits for limit() apart
  std::chrono::milliseconds shutdown_limit = kShutdownLimit;

  [[nodiscard]] FERRULE_STABLE Timer& read_turn() FERRULE_LIFETIMEBOUND { return read_turn_; }
  [[nodiscard]] FERRULE_STABLE Timer& write_turn() FERRULE_LIFETIMEBOUND { return write_turn_; }
  [[nodiscard]] FERRULE_STABLE Timer& limit() FERRULE_LIFETIMEBOUND { return limit_; }
  /// Wakes up those who wait for the transport; they look again.
  void pass_turns() {
    read_turn_.cancel();
    write_turn_.cancel();
  }

 private:
  Next next_;
  std::optional<tls::Connection> connection_;
  ErrorCode error_{};
  bool output_broken_ = false;
  Timer read_turn_;
  Timer write_turn_;
  Timer limit_;
};

}  // namespace ferrule::io::asio_stream
