// SPDX-License-Identifier: Apache-2.0 OR MIT
// The names of standalone Asio, for tests that run under either Asio.
#pragma once

#include <asio/bind_executor.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/strand.hpp>
#include <asio/write.hpp>
#include <string>
#include <utility>

#include "ferrule/io/asio/standalone_stream.hpp"

namespace ferrule::testing {

struct StandaloneKit {
  using Net = standalone_asio::Net;
  using errc = standalone_asio::errc;
  using io_context = ::asio::io_context;
  using tcp = ::asio::ip::tcp;
  using address_v4 = ::asio::ip::address_v4;
  using strand = ::asio::strand<io_context::executor_type>;
  template <typename Next>
  using stream = standalone_asio::stream<Next>;

  static strand make_strand(io_context& context FERRULE_LIFETIMEBOUND) {
    return ::asio::make_strand(context);
  }
  template <typename Handler>
  static auto on(const strand& executor, Handler handler) {
    return ::asio::bind_executor(executor, std::move(handler));
  }
  template <typename Text>
  static auto buffer(Text& text FERRULE_LIFETIMEBOUND) {
    return ::asio::buffer(text);
  }
  static usize read_some(tcp::socket& socket, std::string& into) {
    return socket.read_some(buffer(into));
  }
  template <typename Stream, typename Handler>
  static void write_all(Stream& stream, const std::string& text FERRULE_LIFETIMEBOUND,
                        Handler handler) {
    ::asio::async_write(stream, buffer(text), std::move(handler));
  }
};

}  // namespace ferrule::testing
