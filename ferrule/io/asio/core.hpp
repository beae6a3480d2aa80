// SPDX-License-Identifier: Apache-2.0 OR MIT
// What a stream and its operations share: the next layer, the TLS connection, and who uses the
// transport.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

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

template <typename Next, typename Traits>
class Core {
 public:
  using NextLayer = std::remove_reference_t<Next>;
  using Executor = typename NextLayer::executor_type;
  using Timer = typename Traits::template Timer<Executor>;
  using ErrorCode = typename Traits::error_code;

  Core(Next next, Result<tls::Connection, tls::Error> connection)
      : next_(static_cast<Next&&>(next)),
        read_turn_(next_.get_executor(), Traits::never()),
        write_turn_(next_.get_executor(), Traits::never()),
        limit_(next_.get_executor()) {
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
    return *connection_;
  }

  /// What ended the stream, if anything did: every later operation gets it too.
  [[nodiscard]] const ErrorCode& error() const FERRULE_LIFETIMEBOUND { return error_; }
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

  [[nodiscard]] bool has_output() {
    return !output_broken_ &&
           (!staged_.empty() || (connection_ && !connection_->pending_tls().empty()));
  }
  /// What to send next. It stays in place until sent() although the connection goes on sealing.
  [[nodiscard]] Bytes stage_output() FERRULE_LIFETIMEBOUND {
    if (staged_.empty()) {
      const Bytes pending = connection_->pending_tls();
      staged_.resize(pending.size());
      Span<u8>(staged_).copy_from(pending);
      staged_sent_ = 0;
      connection_->tls_written(pending.size());
    }
    return Span<const u8>(staged_).subspan(staged_sent_);
  }
  void sent(usize count) {
    staged_sent_ += count;
    if (staged_sent_ >= staged_.size()) {
      staged_.clear();
    }
  }

  [[nodiscard]] Result<MutBytes, tls::Error> input_space() FERRULE_LIFETIMEBOUND {
    return connection_->read_buffer();
  }
  /// `count` bytes arrived, or the end (0).
  void arrived(usize count) {
    if (count == 0) {
      connection_->received_eof();
    } else {
      connection_->received(count);
    }
    const auto state = connection_->process_new_packets();
    if (!state) {
      fail(to_code<Traits>(state.error()));
    }
  }

  bool reading = false;            ///< an operation waits for the transport's next bytes
  bool writing = false;            ///< an operation waits for the transport to take bytes
  bool read_outstanding = false;   ///< by the user
  bool write_outstanding = false;  ///< by the user
  bool limit_passed = false;

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
  std::vector<u8> staged_;
  usize staged_sent_ = 0;
  Timer read_turn_;
  Timer write_turn_;
  Timer limit_;
};

}  // namespace ferrule::io::asio_stream
