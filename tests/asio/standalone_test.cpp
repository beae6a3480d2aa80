// SPDX-License-Identifier: Apache-2.0 OR MIT
// The Asio stream over standalone Asio: both directions at once, cancellation, empty buffers.
#include "ferrule/io/asio/standalone_stream.hpp"

#include <gtest/gtest.h>

#include <asio/awaitable.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <string>
#include <utility>

#include "tests/support/tls_pair.hpp"

namespace ferrule::testing {
namespace {

using ::asio::ip::tcp;
using Stream = standalone_asio::stream<tcp::socket>;

/// One for all tests, which run one after another.
FERRULE_STATIC_LIFETIME ::asio::io_context& context() {
  FERRULE_SYNC static ::asio::io_context shared;
  return shared;
}
void run() {
  context().restart();
  context().run();
}

/// Both ends of one connection over loopback.
struct FERRULE_VIEW Streams {
  Stream client;
  Stream server;
};

FERRULE_STATIC_LIFETIME Streams connected() {
  tcp::acceptor acceptor(context(), tcp::endpoint(::asio::ip::address_v4::loopback(), 0));
  tcp::socket client(context());
  tcp::socket server(context());
  client.connect(acceptor.local_endpoint());
  acceptor.accept(server);
  return {Stream(std::move(client), client_builder().build().value(),
                 pki::ServerName::parse("localhost").value()),
          Stream(std::move(server), server_builder().build().value())};
}

void expect_done(std::exception_ptr failure) {
  if (failure) {
    EXPECT_NO_THROW(std::rethrow_exception(failure));
  }
}

::asio::awaitable<void> handshake(Stream& stream FERRULE_LIFETIMEBOUND,
                                  Stream::handshake_type side) {
  co_await stream.async_handshake(side, ::asio::use_awaitable);
}

void handshake_both(Streams& streams) {
  ::asio::co_spawn(context(), handshake(streams.client, Stream::client), expect_done);
  ::asio::co_spawn(context(), handshake(streams.server, Stream::server), expect_done);
  run();
}

constexpr usize kMegabyte = 1 << 20;

std::string pattern(char first) {
  std::string text;
  for (usize i = 0; i < kMegabyte; ++i) {
    text.push_back(static_cast<char>(first + static_cast<char>(i * 7 % 61)));
  }
  return text;
}

::asio::awaitable<void> send_all(Stream& stream FERRULE_LIFETIMEBOUND,
                                 const std::string& text FERRULE_LIFETIMEBOUND) {
  co_await ::asio::async_write(stream, ::asio::buffer(text), ::asio::use_awaitable);
}
::asio::awaitable<void> receive_all(Stream& stream FERRULE_LIFETIMEBOUND,
                                    std::string& text FERRULE_LIFETIMEBOUND) {
  co_await ::asio::async_read(stream, ::asio::buffer(text), ::asio::use_awaitable);
}

TEST(StandaloneStream, reads_and_writes_at_the_same_time_on_both_sides) {
  Streams streams = connected();
  handshake_both(streams);
  ASSERT_TRUE(streams.client.connection().refresh_traffic_keys(true).has_value());
  const std::string up = pattern('A');
  const std::string down = pattern('!');
  std::string got_up(kMegabyte, ' ');
  std::string got_down(kMegabyte, ' ');
  ::asio::co_spawn(context(), send_all(streams.client, up), expect_done);
  ::asio::co_spawn(context(), send_all(streams.server, down), expect_done);
  ::asio::co_spawn(context(), receive_all(streams.client, got_down), expect_done);
  ::asio::co_spawn(context(), receive_all(streams.server, got_up), expect_done);
  run();
  EXPECT_EQ(got_up, up);
  EXPECT_EQ(got_down, down);
}

TEST(StandaloneStream, goes_on_after_a_cancelled_read) {
  Streams streams = connected();
  handshake_both(streams);
  ::asio::cancellation_signal signal;
  std::string into(5, ' ');
  std::error_code result;
  streams.client.async_read_some(
      ::asio::buffer(into),
      ::asio::bind_cancellation_slot(signal.slot(),
                                     [&result](std::error_code error, usize) { result = error; }));
  context().restart();
  context().poll();
  EXPECT_FALSE(result);
  signal.emit(::asio::cancellation_type::partial);
  run();
  EXPECT_EQ(result, ::asio::error::make_error_code(::asio::error::operation_aborted));

  const std::string sent = "again";
  ::asio::write(streams.server, ::asio::buffer(sent));
  ::asio::co_spawn(context(), receive_all(streams.client, into), expect_done);
  run();
  EXPECT_EQ(into, sent);
}

TEST(StandaloneStream, completes_empty_buffers_later_and_without_the_transport) {
  Streams streams = connected();
  bool read = false;
  bool written = false;
  std::string nothing;
  streams.client.async_read_some(::asio::buffer(nothing),
                                 [&read](std::error_code error, usize) { read = !error; });
  streams.client.async_write_some(::asio::buffer(nothing),
                                  [&written](std::error_code error, usize) { written = !error; });
  EXPECT_FALSE(read || written);
  run();
  EXPECT_TRUE(read && written);
}

TEST(StandaloneStream, fails_a_handshake_of_the_other_kind) {
  Streams streams = connected();
  std::error_code error;
  streams.client.handshake(Stream::server, error);
  EXPECT_TRUE(static_cast<bool>(error));
}

}  // namespace
}  // namespace ferrule::testing
