// SPDX-License-Identifier: Apache-2.0 OR MIT
// The stream for standalone Asio: ferrule::standalone_asio::stream<asio::ip::tcp::socket>.
// Asio 1.22 with clang has no coroutines unless ASIO_HAS_CO_AWAIT and ASIO_HAS_STD_COROUTINE are
// defined.
#pragma once

#include <asio/associated_executor.hpp>
#include <asio/basic_waitable_timer.hpp>
#include <asio/bind_executor.hpp>
#include <asio/buffer.hpp>
#include <asio/compose.hpp>
#include <asio/error.hpp>
#include <asio/post.hpp>
#include <chrono>
#include <type_traits>
#include <utility>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/error_category.hpp"
#include "ferrule/io/asio/stream.hpp"

namespace ferrule::standalone_asio {

struct Traits {
  using error_code = std::error_code;
  using error_category = std::error_category;
  template <typename Executor>
  using Timer =
      ::asio::basic_waitable_timer<std::chrono::steady_clock,
                                   ::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  template <typename Executor>
  using DefaultToken = typename ::asio::default_completion_token<Executor>::type;

  static std::chrono::steady_clock::time_point never() {
    return (std::chrono::steady_clock::time_point::max)();
  }
  static error_code eof() { return ::asio::error::make_error_code(::asio::error::eof); }
  static error_code aborted() {
    return ::asio::error::make_error_code(::asio::error::operation_aborted);
  }
  static error_code timed_out() { return ::asio::error::make_error_code(::asio::error::timed_out); }
  static error_code truncated() {
    return stream_code(io::asio_stream::StreamErrc::stream_truncated);
  }
  static error_code unexpected() {
    return stream_code(io::asio_stream::StreamErrc::unexpected_result);
  }
  [[noreturn]] static void raise(const error_code& error) {
    FERRULE_UNSAFE("an Asio stream's functions without an error_code report by exception") {
      throw std::system_error(error);
    }
  }

  template <typename Signature, typename Implementation, typename Token, typename Object>
  static auto compose(Implementation implementation, Token& token, Object& object) {
    return ::asio::async_compose<Token, Signature>(std::move(implementation), token, object);
  }
  template <typename Self>
  static void post(Self self) {
    ::asio::post(std::move(self));
  }
  template <typename Timer, typename Self, typename Handler>
  static void when_expired(Timer& timer, Self& self, Handler handler) {
    timer.async_wait(::asio::bind_executor(self.get_executor(), std::move(handler)));
  }
  template <typename Self>
  static void enable_cancellation(Self& self) {
    allow_partial(self);
  }
  template <typename Self>
  static bool is_cancelled(const Self& self) {
    if constexpr (requires { self.cancelled(); }) {
      return static_cast<bool>(self.cancelled());
    } else {
      return false;
    }
  }
  template <typename Layer>
  static void close(Layer& layer) {
    if constexpr (requires(error_code error) { layer.close(error); }) {
      error_code ignored{};
      layer.close(ignored);
    }
  }
  template <typename Layer>
  static void cancel(Layer& layer) {
    if constexpr (requires(error_code error) { layer.cancel(error); }) {
      error_code ignored{};
      layer.cancel(ignored);
    }
  }

  static ::asio::const_buffer buffer(Bytes bytes FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("the span covers bytes.size() bytes") {
      return {bytes.data(), bytes.size()};
    }
  }
  static ::asio::mutable_buffer buffer(MutBytes bytes FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("the span covers bytes.size() bytes") {
      return {bytes.data(), bytes.size()};
    }
  }
  /// The pieces that are not empty, as many as fit.
  template <typename Buffers>
  static io::asio_stream::Pieces pieces(const Buffers& buffers FERRULE_LIFETIMEBOUND) {
    io::asio_stream::Pieces found;
    FERRULE_UNSAFE(
        "a buffer sequence's iterators are its own, and each buffer covers size() bytes") {
      const auto end = ::asio::buffer_sequence_end(buffers);
      for (auto at = ::asio::buffer_sequence_begin(buffers); at != end; ++at) {
        const ::asio::const_buffer piece(*at);
        if (piece.size() != 0 &&
            !found.push(Bytes::from_raw(static_cast<const u8*>(piece.data()), piece.size()))) {
          break;
        }
      }
    }
    return found;
  }
  template <typename Buffers>
  static io::asio_stream::MutPieces mutable_pieces(const Buffers& buffers FERRULE_LIFETIMEBOUND) {
    io::asio_stream::MutPieces found;
    FERRULE_UNSAFE(
        "a buffer sequence's iterators are its own, and each buffer covers size() bytes") {
      const auto end = ::asio::buffer_sequence_end(buffers);
      for (auto at = ::asio::buffer_sequence_begin(buffers); at != end; ++at) {
        const ::asio::mutable_buffer piece(*at);
        if (piece.size() != 0 &&
            !found.push(MutBytes::from_raw(static_cast<u8*>(piece.data()), piece.size()))) {
          break;
        }
      }
    }
    return found;
  }

 private:
  static error_code stream_code(io::asio_stream::StreamErrc what) {
    return {static_cast<int>(what), io::asio_stream::stream_category<Traits>()};
  }
  template <typename Self>
  static void allow_partial(Self& self) {
    self.reset_cancellation_state(::asio::enable_partial_cancellation());
  }
};

/// TLS over `Next`, a stream of this Asio (or a reference to one).
template <typename Next>
using stream = io::asio_stream::Stream<Next, Traits>;
using stream_base = io::asio_stream::StreamBase;

/// Conditions to compare codes with: `ec == errc::certificate_rejected`.
enum class errc : int {
  stream_truncated = 1,
  tls_failure = 2,
  certificate_rejected = 3,
  alert_received = 4,
};
inline std::error_condition make_error_condition(errc what) {
  return {static_cast<int>(what), io::asio_stream::condition_category<Traits>()};
}

}  // namespace ferrule::standalone_asio

template <>
struct std::is_error_condition_enum<ferrule::standalone_asio::errc> : std::true_type {};
