// SPDX-License-Identifier: Apache-2.0 OR MIT
// Boost.Beast's HTTP and WebSocket over the Asio stream, client and server in one process over
// loopback sockets.
#include "ferrule/io/asio/beast.hpp"

#include <gtest/gtest.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <string>
#include <thread>
#include <utility>

#include "tests/asio/boost_kit.hpp"
#include "tests/asio/streams.hpp"

namespace ferrule::testing {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using beast::error_code;
using net::ip::tcp;
using TcpStream = boost_asio::stream<beast::tcp_stream>;

static_assert(beast::is_sync_stream<TcpStream>::value);
static_assert(beast::is_async_stream<TcpStream>::value);
static_assert(std::is_same_v<TcpStream::lowest_layer_type, tcp::socket>);

const std::string kBody(100'000, 'x');

net::awaitable<void> serve_http(TcpStream& stream FERRULE_LIFETIMEBOUND) {
  co_await stream.async_handshake(TcpStream::server, net::use_awaitable);
  beast::flat_buffer buffer;
  http::request<http::string_body> request;
  co_await http::async_read(stream, buffer, request, net::use_awaitable);
  http::response<http::string_body> response(http::status::ok, request.version());
  response.body() = std::string(request.target()) + kBody;
  response.prepare_payload();
  co_await http::async_write(stream, response, net::use_awaitable);
  co_await stream.async_shutdown(net::use_awaitable);
}

net::awaitable<void> fetch_http(TcpStream& stream FERRULE_LIFETIMEBOUND,
                                std::string& body FERRULE_LIFETIMEBOUND) {
  co_await stream.async_handshake(TcpStream::client, net::use_awaitable);
  http::request<http::empty_body> request(http::verb::get, "/page", 11);
  co_await http::async_write(stream, request, net::use_awaitable);
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  co_await http::async_read(stream, buffer, response, net::use_awaitable);
  body = response.body();
  co_await stream.async_shutdown(net::use_awaitable);
}

/// The first failure of a coroutine fails the test.
void expect_done(std::exception_ptr failure) {
  if (failure) {
    EXPECT_NO_THROW(std::rethrow_exception(failure));
  }
}

TEST(Beast, http_works_in_coroutines_over_tcp_stream) {
  Streams<BoostKit, beast::tcp_stream> streams = connected<BoostKit, beast::tcp_stream>();
  std::string body;
  net::co_spawn(context<BoostKit>(), serve_http(streams.server), expect_done);
  net::co_spawn(context<BoostKit>(), fetch_http(streams.client, body), expect_done);
  run<BoostKit>();
  EXPECT_EQ(body, "/page" + kBody);
}

TEST(Beast, http_works_blocking) {
  Streams<BoostKit, beast::tcp_stream> streams = connected<BoostKit, beast::tcp_stream>();
  TcpStream& client = streams.client;
  net::co_spawn(context<BoostKit>(), serve_http(streams.server), expect_done);
  std::jthread server([] { run<BoostKit>(); });
  client.handshake(TcpStream::client);
  http::write(client, http::request<http::empty_body>(http::verb::get, "/", 11));
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  http::read(client, buffer, response);
  EXPECT_EQ(response.body(), "/" + kBody);
  error_code error;
  client.shutdown(error);
  EXPECT_FALSE(error) << error.message();
}

using WebSocket = beast::websocket::stream<TcpStream>;
constexpr usize kMessages[] = {0, 1, 70'000};

net::awaitable<void> echo_messages(WebSocket& socket FERRULE_LIFETIMEBOUND) {
  co_await socket.next_layer().async_handshake(TcpStream::server, net::use_awaitable);
  co_await socket.async_accept(net::use_awaitable);
  for (;;) {
    beast::flat_buffer buffer;
    error_code error;
    UNSAFE("buffer and error live in the coroutine, which waits for the operation") {
      co_await socket.async_read(buffer, net::redirect_error(net::use_awaitable, error));
    }
    if (error) {
      EXPECT_EQ(error, beast::websocket::error::closed) << error.message();
      co_return;
    }
    UNSAFE("buffer lives in the coroutine, which waits for the operation") {
      co_await socket.async_write(buffer.data(), net::use_awaitable);
    }
  }
}

net::awaitable<void> send_messages(WebSocket& socket FERRULE_LIFETIMEBOUND,
                                   usize& echoed FERRULE_LIFETIMEBOUND) {
  co_await socket.next_layer().async_handshake(TcpStream::client, net::use_awaitable);
  co_await socket.async_handshake("localhost", "/", net::use_awaitable);
  for (const usize size : kMessages) {
    const std::string message(size, 'm');
    beast::flat_buffer buffer;
    UNSAFE("message and buffer live in the coroutine, which waits for the operations") {
      co_await socket.async_write(net::buffer(message), net::use_awaitable);
      co_await socket.async_read(buffer, net::use_awaitable);
    }
    echoed += beast::buffers_to_string(buffer.data()) == message ? usize{1} : usize{0};
  }
  co_await socket.async_close(beast::websocket::close_code::normal, net::use_awaitable);
}

TEST(Beast, websocket_echoes_and_closes_by_teardown) {
  Streams<BoostKit, beast::tcp_stream> streams = connected<BoostKit, beast::tcp_stream>();
  WebSocket client(std::move(streams.client));
  WebSocket server(std::move(streams.server));
  usize echoed = 0;
  net::co_spawn(context<BoostKit>(), echo_messages(server), expect_done);
  net::co_spawn(context<BoostKit>(), send_messages(client, echoed), expect_done);
  run<BoostKit>();
  EXPECT_EQ(echoed, std::size(kMessages));
}

TEST(Beast, websocket_closes_by_teardown_blocking) {
  Streams<BoostKit, beast::tcp_stream> streams = connected<BoostKit, beast::tcp_stream>();
  WebSocket client(std::move(streams.client));
  WebSocket server(std::move(streams.server));
  net::co_spawn(context<BoostKit>(), echo_messages(server), expect_done);
  std::jthread other([] { run<BoostKit>(); });
  client.next_layer().handshake(TcpStream::client);
  client.handshake("localhost", "/");
  error_code error;
  client.close(beast::websocket::close_code::normal, error);
  EXPECT_FALSE(error) << error.message();
}

}  // namespace
}  // namespace ferrule::testing
