// SPDX-License-Identifier: Apache-2.0 OR MIT
// The stream for Boost.Asio: ferrule::boost_asio::stream<boost::asio::ip::tcp::socket>. Boost 1.74
// has no per-operation cancellation, and with clang no coroutines unless BOOST_ASIO_HAS_CO_AWAIT
// and BOOST_ASIO_HAS_STD_COROUTINE are defined.
#pragma once

#include <utility>  // first: Boost 1.74 uses std::exchange without it

#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <type_traits>
#if __has_include(<boost/asio/immediate.hpp>)
#include <boost/asio/immediate.hpp>
#endif

#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/asio/error_category.hpp"
#include "ferrule/io/asio/stream.hpp"
#include "ferrule/io/asio/traits.hpp"

namespace ferrule::boost_asio {

/// What the stream takes from Boost.
struct Net {
  using error_code = boost::system::error_code;
  using error_category = boost::system::error_category;
  using system_error = boost::system::system_error;
  using basic_errors = boost::asio::error::basic_errors;
  using misc_errors = boost::asio::error::misc_errors;
  using const_buffer = boost::asio::const_buffer;
  using mutable_buffer = boost::asio::mutable_buffer;
  template <typename Executor>
  using Timer = typename boost::asio::steady_timer::rebind_executor<Executor>::other;
  template <typename Executor>
  using DefaultToken = typename boost::asio::default_completion_token<Executor>::type;

  FERRULE_STATIC_LIFETIME static const error_category& system_category() {
    return boost::system::system_category();
  }
  template <typename Signature, typename Implementation, typename Token, typename Object>
  static auto compose(Implementation implementation, Token& token, Object& object) {
    return boost::asio::async_compose<Token, Signature>(std::move(implementation), token, object);
  }
  template <typename Executor, typename Self>
  static void immediate([[maybe_unused]] const Executor& executor, Self self) {
#if __has_include(<boost/asio/immediate.hpp>)
    boost::asio::async_immediate(executor, std::move(self));
#else
    boost::asio::post(std::move(self));
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
inline boost::system::error_condition make_error_condition(errc what) {
  return {static_cast<int>(what), io::asio_stream::condition_category<Net>()};
}

}  // namespace ferrule::boost_asio

template <>
struct boost::system::is_error_condition_enum<ferrule::boost_asio::errc> : std::true_type {};
