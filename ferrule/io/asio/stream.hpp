// SPDX-License-Identifier: Apache-2.0 OR MIT
// Stream: TLS over any Asio stream, in the shape of asio::ssl::stream. Include boost_stream.hpp or
// standalone_stream.hpp, which choose the Traits; nothing here names a namespace of Asio.
//
// What differs from asio::ssl::stream, on purpose:
//  - the configuration and the server's name are given to the constructor, and verification is
//  always on;
//  - async_shutdown waits for the peer at most kShutdownLimit; async_close_notify only says that
//  nothing follows;
//  - a stream may be destroyed while operations are outstanding: they end with operation_aborted.
// As there: at most one read and one write at a time, everything in one strand. A clean end is
// asio::error::eof, an end of the transport without close_notify is stream_truncated. After a write
// that failed or was cancelled the stream sends no more.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/core.hpp"
#include "ferrule/io/asio/operation.hpp"
#include "ferrule/io/asio/shared_core.hpp"
#include "ferrule/io/asio/steps.hpp"
#include "ferrule/io/posix_socket.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/connection.hpp"

namespace ferrule::io::asio_stream {

struct StreamBase {
  enum handshake_type { client, server };
};

template <typename Next, typename Traits>
class Stream : public StreamBase {
  using CoreType = Core<Next, Traits>;
  using ErrorCode = typename Traits::error_code;

 public:
  using next_layer_type = std::remove_reference_t<Next>;
  using lowest_layer_type = std::remove_reference_t<decltype(lowest_layer_of(
      std::declval<std::remove_reference_t<Next>&>()))>;
  using executor_type = typename next_layer_type::executor_type;

  /// A client that wants to talk to `name`.
  template <typename Arg>
  Stream(Arg&& next, Arc<tls::ClientConfig> config, const pki::ServerName& name)
      : side_{client},
        core_(FERRULE_UNSAFE_EXPR(
            "the next layer is moved into the core",
            SharedCore<CoreType>::make(
                Next(std::forward<Arg>(next)),
                tls::Connection::client(system_allocator(), std::move(config), name)))) {}
  template <typename Arg>
  Stream(Arg&& next, Arc<tls::ServerConfig> config)
      : side_{server},
        core_(FERRULE_UNSAFE_EXPR(
            "the next layer is moved into the core",
            SharedCore<CoreType>::make(
                Next(std::forward<Arg>(next)),
                tls::Connection::server(system_allocator(), std::move(config))))) {}

  Stream(Stream&&) noexcept = default;
  Stream& operator=(Stream&& other) noexcept {
    if (this != &other) {
      abandon();
      side_ = other.side_;
      core_ = std::move(other.core_);
    }
    return *this;
  }
  ~Stream() { abandon(); }

  [[nodiscard]] executor_type get_executor() noexcept { return core_->next().get_executor(); }
  [[nodiscard]] FERRULE_STABLE next_layer_type& next_layer() FERRULE_LIFETIMEBOUND {
    return core_->next();
  }
  [[nodiscard]] const next_layer_type& next_layer() const FERRULE_LIFETIMEBOUND {
    return core_->next();
  }
  [[nodiscard]] FERRULE_STABLE lowest_layer_type& lowest_layer() FERRULE_LIFETIMEBOUND {
    return lowest_layer_of(core_->next());
  }
  /// What was agreed on, and the peer's certificates. Valid when the stream could be set up.
  [[nodiscard]] FERRULE_STABLE tls::Connection& connection() FERRULE_LIFETIMEBOUND {
    return core_->connection();
  }

  void handshake(handshake_type type, ErrorCode& error) {
    if (type != side_) {
      error = Traits::unexpected();
      return;
    }
    error = run_blocking(HandshakeStep{}).error;
  }
  void handshake(handshake_type type) {
    throwing([&](ErrorCode& error) { handshake(type, error); });
  }
  void shutdown(ErrorCode& error) { error = run_blocking(ShutdownStep{}).error; }
  void shutdown() {
    throwing([&](ErrorCode& error) { shutdown(error); });
  }
  void close_notify(ErrorCode& error) { error = run_blocking(CloseNotifyStep{}).error; }
  void close_notify() {
    throwing([&](ErrorCode& error) { close_notify(error); });
  }

  template <typename Buffers>
  usize read_some(const Buffers& buffers, ErrorCode& error) {
    const auto outcome = run_blocking(ReadStep{Traits::mutable_pieces(buffers)});
    error = outcome.error;
    return outcome.count;
  }
  template <typename Buffers>
  usize read_some(const Buffers& buffers) {
    usize count = 0;
    throwing([&](ErrorCode& error) { count = read_some(buffers, error); });
    return count;
  }
  template <typename Buffers>
  usize write_some(const Buffers& buffers, ErrorCode& error) {
    const auto outcome = run_blocking(WriteStep{Traits::pieces(buffers)});
    error = outcome.error;
    return outcome.count;
  }
  template <typename Buffers>
  usize write_some(const Buffers& buffers) {
    usize count = 0;
    throwing([&](ErrorCode& error) { count = write_some(buffers, error); });
    return count;
  }

  template <typename Token = typename Traits::template DefaultToken<executor_type>>
  auto async_handshake(handshake_type type, Token&& token = Token()) {
    if (type != side_) {
      core_->fail(Traits::unexpected());
    }
    return start<void(ErrorCode)>(HandshakeStep{}, token);
  }
  template <typename Buffers,
            typename Token = typename Traits::template DefaultToken<executor_type>>
  auto async_read_some(const Buffers& buffers, Token&& token = Token()) {
    return start<void(ErrorCode, usize)>(ReadStep{Traits::mutable_pieces(buffers)}, token);
  }
  template <typename Buffers,
            typename Token = typename Traits::template DefaultToken<executor_type>>
  auto async_write_some(const Buffers& buffers, Token&& token = Token()) {
    return start<void(ErrorCode, usize)>(WriteStep{Traits::pieces(buffers)}, token);
  }
  template <typename Token = typename Traits::template DefaultToken<executor_type>>
  auto async_shutdown(Token&& token = Token()) {
    return start<void(ErrorCode)>(ShutdownStep{}, token);
  }
  /// Only says that nothing follows; the peer's data may still be read.
  template <typename Token = typename Traits::template DefaultToken<executor_type>>
  auto async_close_notify(Token&& token = Token()) {
    return start<void(ErrorCode)>(CloseNotifyStep{}, token);
  }

 private:
  handshake_type side_;
  SharedCore<CoreType> core_;

  void abandon() {
    if (core_.has_value()) {
      core_->abandon();
    }
  }

  template <typename Signature, typename Step, typename Token>
  auto start(Step step, Token& token) {
    return Traits::template compose<Signature>(
        Operation<Next, Traits, Step>(core_, std::move(step)), token, core_->next());
  }

  template <typename Call>
  void throwing(Call&& call) {
    ErrorCode error{};
    call(error);
    if (error) {
      Traits::raise(error);
    }
  }

  /// The same steps, waiting for the next layer.
  template <typename Step>
  Outcome<Traits> run_blocking(Step step) {
    Outcome<Traits> outcome{};
    for (;;) {
      Need need = Need::Done;
      if (core_->error() || !core_->has_connection()) {
        need = core_->has_output() ? Need::Output : Need::Done;
        outcome = {core_->error(), 0};
      } else {
        need = step.advance(*core_, outcome);
      }
      if (need == Need::Done) {
        return outcome;
      }
      if (need == Need::Output) {
        send_blocking();
      } else {
        receive_blocking(Step::kLimited);
      }
    }
  }
  void send_blocking() {
    ErrorCode error{};
    const usize count = core_->next().write_some(Traits::buffer(core_->stage_output()), error);
    core_->sent(count);
    if (error) {
      core_->break_output(error);
    }
  }
  void receive_blocking(bool limited) {
    if (limited && !wait_limited()) {
      core_->limit_passed = true;
      return;
    }
    const auto space = core_->input_space();
    if (!space) {
      core_->fail(to_code<Traits>(space.error()));
      return;
    }
    ErrorCode error{};
    const usize count = core_->next().read_some(Traits::buffer(*space), error);
    if (error && error != Traits::eof()) {
      core_->fail(error);
    } else {
      core_->arrived(error ? 0 : count);
    }
  }
  /// False when nothing came within the limit; true as well where the layer cannot say.
  bool wait_limited() {
    constexpr auto kLimitMs = static_cast<u32>(
        std::chrono::duration_cast<std::chrono::milliseconds>(kShutdownLimit).count());
    if constexpr (requires(lowest_layer_type& lowest) {
                    { lowest.native_handle() } -> std::convertible_to<int>;
                  }) {
      return wait_for(lowest_layer().native_handle(), WaitFor::Readable, kLimitMs).has_value();
    }
    return true;
  }
};

}  // namespace ferrule::io::asio_stream
