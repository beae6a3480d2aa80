// SPDX-License-Identifier: Apache-2.0 OR MIT
// Stream: TLS over any Asio stream, in the shape of asio::ssl::stream. Include boost_stream.hpp or
// standalone_stream.hpp, which choose the Traits; nothing here names a namespace of Asio.
//
// What differs from asio::ssl::stream, on purpose:
//  - the configuration and the server's name are given to the constructor, and verification is
//  always on (the ssl namespace of boost_ssl_compat.hpp and standalone_ssl_compat.hpp takes a
//  context instead);
//  - a shutdown waits for the peer at most shutdown_limit(); close_notify only says that nothing
//  follows. Data that arrives meanwhile can still be read;
//  - a stream may be destroyed while operations are outstanding: they end with operation_aborted.
// As there: at most one read and one write at a time, everything in one strand. A clean end is
// asio::error::eof, an end of the transport without close_notify is stream_truncated. After a write
// that failed or was cancelled the stream sends no more.
#pragma once

#include <chrono>
#include <concepts>
#include <type_traits>
#include <utility>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/arc.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/core.hpp"
#include "ferrule/io/asio/operation.hpp"
#include "ferrule/io/asio/shared_core.hpp"
#include "ferrule/io/asio/steps.hpp"
#include "ferrule/io/deadline.hpp"
#include "ferrule/io/posix_socket.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/connection.hpp"

namespace ferrule::io::asio_stream {

struct StreamBase {
  enum handshake_type { client, server };
};

/// A server that looks at the ClientHello before it chooses its configuration.
struct ChooseLater {
  tls::Limits limits{};  ///< until then
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

  /// A client that wants to talk to `name`. The allocator must outlive the stream and its
  /// operations.
  template <typename Arg>
  Stream(Arg&& next, Arc<tls::ClientConfig> config, const pki::ServerName& name,
         AllocatorRef allocator = system_allocator())
      : Stream(client, std::forward<Arg>(next)) {
    core_->begin(tls::Connection::client(allocator, std::move(config), name));
  }
  template <typename Arg>
  Stream(Arg&& next, Arc<tls::ServerConfig> config, AllocatorRef allocator = system_allocator())
      : Stream(server, std::forward<Arg>(next)) {
    core_->begin(tls::Connection::server(allocator, std::move(config)));
  }
  /// First read_client_hello(), then choose_configuration() or refuse(), then handshake().
  template <typename Arg>
  Stream(Arg&& next, const ChooseLater& later, AllocatorRef allocator = system_allocator())
      : Stream(server, std::forward<Arg>(next)) {
    core_->begin(tls::Connection::acceptor(allocator, later.limits));
    chooses_later_ = true;
  }

  Stream(Stream&&) noexcept = default;
  Stream& operator=(Stream&& other) noexcept {
    if (this != &other) {
      abandon();
      side_ = other.side_;
      chooses_later_ = other.chooses_later_;
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
  /// What was agreed on, and the peer's certificates. Traps when the stream could not be set up.
  [[nodiscard]] const tls::Connection& connection() const FERRULE_LIFETIMEBOUND {
    return core_->connection();
  }
  /// How long a shutdown waits for the peer.
  [[nodiscard]] std::chrono::milliseconds shutdown_limit() const { return core_->shutdown_limit; }
  void shutdown_limit(std::chrono::milliseconds limit) { core_->shutdown_limit = limit; }

  /// New keys for our direction, and with `request_peer` for the peer's. The next operation tells
  /// the peer.
  Result<void, tls::Error> refresh_traffic_keys(bool request_peer) {
    return core_->connection().refresh_traffic_keys(request_peer);
  }
  /// Gives the memory of empty buffers back until they are needed again; a read that waits for the
  /// transport needs them. A stream that only waits can do so by next_layer().async_wait().
  void release_idle_buffers() {
    if (core_->has_connection() && !core_->reading && !core_->writing) {
      core_->connection().release_idle_buffers();
    }
  }

  /// After read_client_hello(): what the client asks for.
  [[nodiscard]] Result<tls::server::HelloInfo, tls::Error> client_hello() const
      FERRULE_LIFETIMEBOUND {
    return core_->connection().client_hello();
  }
  Result<void, tls::Error> choose_configuration(const Arc<tls::ServerConfig>& config) {
    auto chosen = core_->connection().choose_configuration(config);
    core_->process();
    return chosen;
  }
  /// The handshake sends the alert and fails.
  void refuse(const tls::Error& why) {
    core_->connection().refuse(why);
    core_->process();
  }
  void read_client_hello(ErrorCode& error) {
    error = run_blocking(ClientHelloStep{chooses_later_}).error;
  }
  void read_client_hello() {
    throwing([&](ErrorCode& error) { read_client_hello(error); });
  }

  void handshake(handshake_type type, ErrorCode& error) {
    error = run_blocking(HandshakeStep{type == side_}).error;
  }
  void handshake(handshake_type type) {
    throwing([&](ErrorCode& error) { handshake(type, error); });
  }
  /// `early` was read from the transport before; all that the handshake takes of it is copied.
  template <typename Buffers>
    requires(Traits::template is_const_buffers<Buffers>)
  void handshake(handshake_type type, const Buffers& early, ErrorCode& error) {
    error = run_blocking(buffered_handshake(type, early)).error;
  }
  template <typename Buffers>
    requires(Traits::template is_const_buffers<Buffers>)
  void handshake(handshake_type type, const Buffers& early) {
    throwing([&](ErrorCode& error) { handshake(type, early, error); });
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
  auto async_read_client_hello(Token&& token = Token()) {
    return start<void(ErrorCode)>(ClientHelloStep{chooses_later_}, token);
  }
  template <typename Token = typename Traits::template DefaultToken<executor_type>>
  auto async_handshake(handshake_type type, Token&& token = Token()) {
    return start<void(ErrorCode)>(HandshakeStep{type == side_}, token);
  }
  /// Completes with the number of bytes of `early` that belonged to the handshake.
  template <typename Buffers,
            typename Token = typename Traits::template DefaultToken<executor_type>>
    requires(Traits::template is_const_buffers<Buffers>)
  auto async_handshake(handshake_type type, const Buffers& early, Token&& token = Token()) {
    return start<void(ErrorCode, usize)>(buffered_handshake(type, early), token);
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

 protected:
  /// Without a connection; begin() brings it.
  template <typename Arg>
  Stream(handshake_type side, Arg&& next)
      : side_{side}, core_(SharedCore<CoreType>::make(Next(std::forward<Arg>(next)))) {}
  void begin(handshake_type side, Result<tls::Connection, tls::Error> connection) {
    side_ = side;
    core_->begin(std::move(connection));
  }

 private:
  handshake_type side_;
  bool chooses_later_ = false;
  SharedCore<CoreType> core_;

  template <typename Buffers>
  BufferedHandshakeStep buffered_handshake(handshake_type type, const Buffers& early) const {
    BufferedHandshakeStep step{HandshakeStep{type == side_}, {}};
    Traits::template for_each<typename Traits::const_buffer>(early, [&](Bytes piece) {
      for (const u8 byte : piece) {
        step.early.push_back(byte);
      }
    });
    return step;
  }

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
    const u64 end_ms = monotonic_ms() + static_cast<u64>(core_->shutdown_limit.count());
    core_->limit_passed = false;
    for (;;) {
      Need need = Need::Done;
      if (core_->has_failed() && !(Step::kReads && core_->has_plaintext())) {
        need = core_->has_output() ? Need::Output : Need::Done;
        outcome = failure_of<Traits>(*core_);
      } else {
        need = step.advance(*core_, outcome);
      }
      switch (need) {
        case Need::Done: return outcome;
        case Need::Output: send_blocking(); break;
        case Need::Input:
          if (!Step::kLimited || wait_until(end_ms)) {
            receive_blocking();
          } else {
            core_->limit_passed = true;
          }
          break;
        case Need::Reader: return {Traits::unread_data(), 0};
      }
    }
  }
  void send_blocking() {
    ErrorCode error{};
    const usize count = core_->next().write_some(Traits::buffer(core_->output()), error);
    core_->sent(count);
    if (error) {
      core_->break_output(error);
    }
  }
  void receive_blocking() {
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
  /// False when nothing came until then; true as well where the layer cannot say.
  bool wait_until(u64 end_ms) {
    if constexpr (requires(lowest_layer_type& lowest) {
                    { lowest.native_handle() } -> std::convertible_to<int>;
                  }) {
      const u64 now_ms = monotonic_ms();
      return now_ms < end_ms && wait_for(lowest_layer().native_handle(), WaitFor::Readable,
                                         static_cast<u32>(end_ms - now_ms))
                                    .has_value();
    }
    return true;
  }
};

}  // namespace ferrule::io::asio_stream
