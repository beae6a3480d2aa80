// SPDX-License-Identifier: Apache-2.0 OR MIT
// Boost.Beast's HTTP and WebSocket over the Asio stream, client and server in one process over
// loopback sockets.
#include "ferrule/io/asio/beast.hpp"

#include <gtest/gtest.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <string>
#include <thread>
#include <utility>

#include "tests/support/tls_pair.hpp"

namespace ferrule::testing {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using beast::error_code;
using boost_asio::errc;
using net::ip::tcp;
using TcpStream = boost_asio::stream<beast::tcp_stream>;
using PlainStream = boost_asio::stream<tcp::socket>;

static_assert(beast::is_sync_stream<TcpStream>::value);
static_assert(beast::is_async_stream<TcpStream>::value);
static_assert(std::is_same_v<TcpStream::lowest_layer_type, tcp::socket>);

/// One for all tests, which run one after another.
FERRULE_STATIC_LIFETIME net::io_context& context() {
  FERRULE_SYNC static net::io_context shared;
  return shared;
}
void run() {
  context().restart();
  context().run();
}

/// Both ends of one connection over loopback.
template <typename Stream>
struct FERRULE_VIEW Streams {
  Stream client;
  Stream server;
};

template <typename Stream>
FERRULE_STATIC_LIFETIME Streams<Stream> connected(std::string_view name = "localhost") {
  UNSAFE("the sockets belong to the context, which lives as long as the program") {
    tcp::acceptor acceptor(context(), tcp::endpoint(net::ip::address_v4::loopback(), 0));
    tcp::socket client(context());
    tcp::socket server(context());
    client.connect(acceptor.local_endpoint());
    acceptor.accept(server);
    return {Stream(std::move(client), client_builder().build().value(),
                   pki::ServerName::parse(name).value()),
            Stream(std::move(server), server_builder().build().value())};
  }
}

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
  Streams<TcpStream> streams = connected<TcpStream>();
  std::string body;
  net::co_spawn(context(), serve_http(streams.server), expect_done);
  net::co_spawn(context(), fetch_http(streams.client, body), expect_done);
  run();
  EXPECT_EQ(body, "/page" + kBody);
}

void serve_http_blocking(PlainStream& stream) {
  stream.handshake(PlainStream::server);
  beast::flat_buffer buffer;
  http::request<http::string_body> request;
  http::read(stream, buffer, request);
  http::response<http::string_body> response(http::status::ok, request.version());
  response.body() = kBody;
  response.prepare_payload();
  http::write(stream, response);
  stream.shutdown();
}

TEST(Beast, http_works_blocking) {
  Streams<PlainStream> streams = connected<PlainStream>();
  std::jthread server;
  UNSAFE("the stream owns its socket, and its context lives as long as the program") {
    server = std::jthread(
        [own = std::move(streams.server)]() mutable { EXPECT_NO_THROW(serve_http_blocking(own)); });
  }
  PlainStream& client = streams.client;
  client.handshake(PlainStream::client);
  http::write(client, http::request<http::empty_body>(http::verb::get, "/", 11));
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  http::read(client, buffer, response);
  EXPECT_EQ(response.body(), kBody);
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
  Streams<TcpStream> streams = connected<TcpStream>();
  WebSocket client(std::move(streams.client));
  WebSocket server(std::move(streams.server));
  usize echoed = 0;
  net::co_spawn(context(), echo_messages(server), expect_done);
  net::co_spawn(context(), send_messages(client, echoed), expect_done);
  run();
  EXPECT_EQ(echoed, std::size(kMessages));
}

net::awaitable<void> handshake(PlainStream& stream FERRULE_LIFETIMEBOUND,
                               PlainStream::handshake_type side,
                               error_code& error FERRULE_LIFETIMEBOUND) {
  co_await stream.async_handshake(side, net::redirect_error(net::use_awaitable, error));
}

/// Runs both handshakes; both streams are ready unless an error says otherwise.
void handshake_both(Streams<PlainStream>& streams, error_code& client, error_code& server) {
  net::co_spawn(context(), handshake(streams.client, PlainStream::client, client), expect_done);
  net::co_spawn(context(), handshake(streams.server, PlainStream::server, server), expect_done);
  run();
}

TEST(BoostStream, tells_a_rejected_certificate_from_a_received_alert) {
  error_code client;
  error_code server;
  std::string byte(1, ' ');
  Streams<PlainStream> streams = connected<PlainStream>("elsewhere.test");
  handshake_both(streams, client, server);
  EXPECT_TRUE(client == make_error_condition(errc::certificate_rejected)) << client.message();
  // The server is done before it hears of it, so its next read tells.
  if (!server) {
    streams.server.read_some(net::buffer(byte), server);
  }
  EXPECT_TRUE(server == make_error_condition(errc::alert_received)) << server.message();
}

TEST(BoostStream, tells_truncation_from_a_clean_end) {
  for (const bool clean : {true, false}) {
    error_code client;
    error_code server;
    std::string into(10, ' ');
    Streams<PlainStream> streams = connected<PlainStream>();
    handshake_both(streams, client, server);
    ASSERT_FALSE(client) << client.message();
    ASSERT_FALSE(server) << server.message();
    if (clean) {
      streams.server.close_notify();
    } else {
      streams.server.lowest_layer().close();
    }
    const usize count = streams.client.read_some(net::buffer(into), client);
    EXPECT_EQ(count, 0u);
    if (clean) {
      EXPECT_EQ(client, net::error::make_error_code(net::error::eof)) << client.message();
    } else {
      EXPECT_TRUE(client == make_error_condition(errc::stream_truncated)) << client.message();
    }
  }
}

TEST(BoostStream, ends_outstanding_operations_when_it_is_destroyed) {
  error_code result;
  std::string into(10, ' ');
  {
    Streams<PlainStream> streams = connected<PlainStream>();
    error_code server;
    handshake_both(streams, result, server);
    streams.client.async_read_some(net::buffer(into),
                                   [&result](error_code error, usize) { result = error; });
    context().restart();
    context().poll();
    EXPECT_FALSE(result) << result.message();
  }
  run();
  EXPECT_EQ(result, net::error::make_error_code(net::error::operation_aborted));
}

TEST(BoostStream, waits_for_the_peers_close_notify_only_so_long) {
  error_code client;
  error_code server;
  Streams<PlainStream> streams = connected<PlainStream>();
  handshake_both(streams, client, server);
  streams.client.async_shutdown([&client](error_code error) { client = error; });
  context().restart();
  context().run_for(io::asio_stream::kShutdownLimit * 3);
  EXPECT_EQ(client, net::error::make_error_code(net::error::timed_out)) << client.message();
}

}  // namespace
}  // namespace ferrule::testing
