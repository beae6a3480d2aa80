// SPDX-License-Identifier: Apache-2.0 OR MIT
// The stream for standalone Asio: ferrule::standalone_asio::stream<asio::ip::tcp::socket>.
// Asio 1.22 with clang has no coroutines unless ASIO_HAS_CO_AWAIT and ASIO_HAS_STD_COROUTINE are
// defined.
#pragma once

#include <asio/buffer.hpp>
#include <asio/compose.hpp>
#include <asio/error.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <system_error>
#include <type_traits>
#include <utility>
#if __has_include(<asio/immediate.hpp>)
#include <asio/immediate.hpp>
#endif

#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/error_category.hpp"
#include "ferrule/io/asio/stream.hpp"
#include "ferrule/io/asio/traits.hpp"

namespace ferrule::standalone_asio {

/// What the stream takes from standalone Asio.
struct Net {
  using error_code = std::error_code;
  using error_category = std::error_category;
  using system_error = std::system_error;
  using basic_errors = ::asio::error::basic_errors;
  using misc_errors = ::asio::error::misc_errors;
  using const_buffer = ::asio::const_buffer;
  using mutable_buffer = ::asio::mutable_buffer;
  template <typename Executor>
  using Timer = typename ::asio::steady_timer::rebind_executor<Executor>::other;
  template <typename Executor>
  using DefaultToken = typename ::asio::default_completion_token<Executor>::type;

  FERRULE_STATIC_LIFETIME static const error_category& system_category() {
    return std::system_category();
  }
  template <typename Signature, typename Implementation, typename Token, typename Object>
  static auto compose(Implementation implementation, Token& token, Object& object) {
    return ::asio::async_compose<Token, Signature>(std::move(implementation), token, object);
  }
  template <typename Executor, typename Self>
  static void immediate([[maybe_unused]] const Executor& executor, Self self) {
#if __has_include(<asio/immediate.hpp>)
    ::asio::async_immediate(executor, std::move(self));
#else
    ::asio::post(std::move(self));
#endif
  }
};

using Traits = io::asio_stream::Traits<Net>;

/// TLS over `Next`, a stream of this Asio (or a reference to one).
template <typename Next>
using stream = io::asio_stream::Stream<Next, Traits>;
using stream_base = io::asio_stream::StreamBase;

/// Conditions to compare codes with: `ec == errc::certificate_rejected`. io::asio_stream::Condition
/// says what they mean.
enum class errc : int {
  stream_truncated = 1,
  tls_failure = 2,
  certificate_rejected = 3,
  alert_received = 4,
  unread_data = 5,
};
inline std::error_condition make_error_condition(errc what) {
  return {static_cast<int>(what), io::asio_stream::condition_category<Net>()};
}

}  // namespace ferrule::standalone_asio

template <>
struct std::is_error_condition_enum<ferrule::standalone_asio::errc> : std::true_type {};
