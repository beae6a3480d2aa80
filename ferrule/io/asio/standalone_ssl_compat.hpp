// SPDX-License-Identifier: Apache-2.0 OR MIT
// For code written for asio::ssl: `namespace ssl = ferrule::standalone_asio::ssl;`. What is left
// out does not compile (ssl_context.hpp says what and why). Where the headers of OpenSSL are, a
// truncated stream gives the code of asio::ssl::error itself.
#pragma once

#include "ferrule/io/asio/ssl_context.hpp"
#include "ferrule/io/asio/ssl_stream.hpp"
#include "ferrule/io/asio/standalone_stream.hpp"
#if __has_include(<openssl/ssl.h>) && __has_include(<asio/ssl/error.hpp>)
#include <asio/ssl/error.hpp>
#define FERRULE_STANDALONE_SSL_ERROR
#endif

namespace ferrule::standalone_asio::ssl {

#if defined(FERRULE_STANDALONE_SSL_ERROR)
struct Traits : standalone_asio::Traits {
  static error_code truncated() { return make_error_code(::asio::ssl::error::stream_truncated); }
};
namespace error {
using namespace ::asio::ssl::error;
}
#else
using Traits = standalone_asio::Traits;
namespace error {
inline constexpr errc stream_truncated = errc::stream_truncated;
}
#endif

template <typename Next>
using stream = io::asio_stream::SslStream<Next, Traits>;
using context = io::asio_stream::SslContext<Traits>;
using namespace io::asio_stream::ssl_names;

}  // namespace ferrule::standalone_asio::ssl
