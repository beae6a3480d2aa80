// SPDX-License-Identifier: Apache-2.0 OR MIT
// The names of Boost.Asio, for tests that run under either Asio.
#pragma once

#include <utility>  // first: Boost 1.74 uses std::exchange without it

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <string>

#include "ferrule/io/asio/boost_stream.hpp"

namespace ferrule::testing {

struct BoostKit {
  using Net = boost_asio::Net;
  using errc = boost_asio::errc;
  using io_context = boost::asio::io_context;
  using tcp = boost::asio::ip::tcp;
  using address_v4 = boost::asio::ip::address_v4;
  using strand = boost::asio::strand<io_context::executor_type>;
  template <typename Next>
  using stream = boost_asio::stream<Next>;

  static strand make_strand(io_context& context FERRULE_LIFETIMEBOUND) {
    return boost::asio::make_strand(context);
  }
  template <typename Handler>
  static auto on(const strand& executor, Handler handler) {
    return boost::asio::bind_executor(executor, std::move(handler));
  }
  template <typename Text>
  static auto buffer(Text& text FERRULE_LIFETIMEBOUND) {
    return boost::asio::buffer(text);
  }
  static usize read_some(tcp::socket& socket, std::string& into) {
    UNSAFE("a socket keeps nothing of the buffer that it has read into") {
      return socket.read_some(buffer(into));
    }
  }
  template <typename Stream, typename Handler>
  static void write_all(Stream& stream, const std::string& text FERRULE_LIFETIMEBOUND,
                        Handler handler) {
    boost::asio::async_write(stream, buffer(text), std::move(handler));
  }
};

}  // namespace ferrule::testing
