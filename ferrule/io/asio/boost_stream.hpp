// SPDX-License-Identifier: Apache-2.0 OR MIT
// The stream for Boost.Asio: ferrule::boost_asio::stream<boost::asio::ip::tcp::socket>. Boost 1.74
// has no per-operation cancellation, and with clang no coroutines unless BOOST_ASIO_HAS_CO_AWAIT
// and BOOST_ASIO_HAS_STD_COROUTINE are defined.
#pragma once

#include <utility>  // first: Boost 1.74 uses std::exchange without it

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <type_traits>

#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/error_category.hpp"
#include "ferrule/io/asio/stream.hpp"

namespace ferrule::boost_asio {

struct Traits {
  using error_code = boost::system::error_code;
  using error_category = boost::system::error_category;
  template <typename Executor>
  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  template <typename Executor>
  using DefaultToken = typename boost::asio::default_completion_token<Executor>::type;

  static std::chrono::steady_clock::time_point never() {
    return (std::chrono::steady_clock::time_point::max)();
  }
  static error_code eof() { return boost::asio::error::make_error_code(boost::asio::error::eof); }
  static error_code aborted() {
    return boost::asio::error::make_error_code(boost::asio::error::operation_aborted);
  }
  static error_code timed_out() {
    return boost::asio::error::make_error_code(boost::asio::error::timed_out);
  }
  static error_code truncated() {
    return stream_code(io::asio_stream::StreamErrc::stream_truncated);
  }
  static error_code unexpected() {
    return stream_code(io::asio_stream::StreamErrc::unexpected_result);
  }
  [[noreturn]] static void raise(const error_code& error) {
    FERRULE_UNSAFE("an Asio stream's functions without an error_code report by exception") {
      throw boost::system::system_error(error);
    }
  }

  template <typename Signature, typename Implementation, typename Token, typename Object>
  static auto compose(Implementation implementation, Token& token, Object& object) {
    return boost::asio::async_compose<Token, Signature>(std::move(implementation), token, object);
  }
  template <typename Self>
  static void post(Self self) {
    boost::asio::post(std::move(self));
  }
  template <typename Timer, typename Self, typename Handler>
  static void when_expired(Timer& timer, Self& self, Handler handler) {
    FERRULE_UNSAFE("the handler owns what it uses, and executors outlive what they run") {
      timer.async_wait(boost::asio::bind_executor(self.get_executor(), std::move(handler)));
    }
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

  static boost::asio::const_buffer buffer(Bytes bytes FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("the span covers bytes.size() bytes") {
      return {bytes.data(), bytes.size()};
    }
  }
  static boost::asio::mutable_buffer buffer(MutBytes bytes FERRULE_LIFETIMEBOUND) {
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
      const auto end = boost::asio::buffer_sequence_end(buffers);
      for (auto at = boost::asio::buffer_sequence_begin(buffers); at != end; ++at) {
        const boost::asio::const_buffer piece(*at);
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
      const auto end = boost::asio::buffer_sequence_end(buffers);
      for (auto at = boost::asio::buffer_sequence_begin(buffers); at != end; ++at) {
        const boost::asio::mutable_buffer piece(*at);
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
#if BOOST_ASIO_VERSION >= 102200
  template <typename Self>
  static void allow_partial(Self& self) {
    self.reset_cancellation_state(boost::asio::enable_partial_cancellation());
  }
#else
  template <typename Self>
  static void allow_partial(Self&) {}
#endif
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
inline boost::system::error_condition make_error_condition(errc what) {
  return {static_cast<int>(what), io::asio_stream::condition_category<Traits>()};
}

}  // namespace ferrule::boost_asio

template <>
struct boost::system::is_error_condition_enum<ferrule::boost_asio::errc> : std::true_type {};
