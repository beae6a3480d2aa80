// SPDX-License-Identifier: Apache-2.0 OR MIT
// For code written for boost::asio::ssl: `namespace ssl = ferrule::boost_asio::ssl;`. What is left
// out does not compile (ssl_context.hpp says what and why). Where the headers of OpenSSL are, a
// truncated stream gives the code of boost::asio::ssl::error itself.
#pragma once

#include "ferrule/io/asio/boost_stream.hpp"
#include "ferrule/io/asio/ssl_context.hpp"
#include "ferrule/io/asio/ssl_stream.hpp"
#if __has_include(<openssl/ssl.h>) && __has_include(<boost/asio/ssl/error.hpp>)
#include <boost/asio/ssl/error.hpp>
#define FERRULE_BOOST_SSL_ERROR
#endif

namespace ferrule::boost_asio::ssl {

#if defined(FERRULE_BOOST_SSL_ERROR)
struct Traits : boost_asio::Traits {
  static error_code truncated() {
    return make_error_code(boost::asio::ssl::error::stream_truncated);
  }
};
namespace error {
using namespace boost::asio::ssl::error;
}
#else
using Traits = boost_asio::Traits;
namespace error {
inline constexpr errc stream_truncated = errc::stream_truncated;
}
#endif

template <typename Next>
using stream = io::asio_stream::SslStream<Next, Traits>;
using context = io::asio_stream::SslContext<Traits>;
using namespace io::asio_stream::ssl_names;

}  // namespace ferrule::boost_asio::ssl
