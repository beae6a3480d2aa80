// SPDX-License-Identifier: Apache-2.0 OR MIT
// The Asio stream over standalone Asio: coroutines, both directions at once, cancellation.
#include "ferrule/io/asio/standalone_stream.hpp"

#include <gtest/gtest.h>

#include <asio/awaitable.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <string>
#include <utility>
#if __has_include(<asio/bind_immediate_executor.hpp>)
#include <asio/bind_immediate_executor.hpp>
#include <asio/system_executor.hpp>
#endif

#include "tests/asio/standalone_kit.hpp"
#include "tests/asio/streams.hpp"

namespace ferrule::testing {
namespace {

using ::asio::ip::tcp;
using Kit = StandaloneKit;
using Stream = Plain<Kit>;

void expect_done(std::exception_ptr failure) {
  if (failure) {
    EXPECT_NO_THROW(std::rethrow_exception(failure));
  }
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
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  ASSERT_TRUE(streams.client.refresh_traffic_keys(true).has_value());
  const std::string up = pattern('A');
  const std::string down = pattern('!');
  std::string got_up(kMegabyte, ' ');
  std::string got_down(kMegabyte, ' ');
  ::asio::co_spawn(context<Kit>(), send_all(streams.client, up), expect_done);
  ::asio::co_spawn(context<Kit>(), send_all(streams.server, down), expect_done);
  ::asio::co_spawn(context<Kit>(), receive_all(streams.client, got_down), expect_done);
  ::asio::co_spawn(context<Kit>(), receive_all(streams.server, got_up), expect_done);
  run<Kit>();
  EXPECT_EQ(got_up, up);
  EXPECT_EQ(got_down, down);
}

TEST(StandaloneStream, goes_on_after_a_cancelled_read) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  ::asio::cancellation_signal signal;
  std::string into(5, ' ');
  std::error_code result;
  streams.client.async_read_some(
      ::asio::buffer(into),
      ::asio::bind_cancellation_slot(signal.slot(),
                                     [&result](std::error_code error, usize) { result = error; }));
  poll<Kit>();
  EXPECT_FALSE(result);
  signal.emit(::asio::cancellation_type::partial);
  run<Kit>();
  EXPECT_EQ(result, ::asio::error::make_error_code(::asio::error::operation_aborted));

  const std::string sent = "again";
  ::asio::write(streams.server, ::asio::buffer(sent));
  ::asio::co_spawn(context<Kit>(), receive_all(streams.client, into), expect_done);
  run<Kit>();
  EXPECT_EQ(into, sent);
}

TEST(StandaloneStream, sends_no_more_after_a_cancelled_write) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  const std::string large(1'000'000, 'L');
  ::asio::cancellation_signal signal;
  Told<Kit> written;
  do {  // until the peer, who does not read, holds it up
    written = {};
    streams.client.async_write_some(
        ::asio::buffer(large), ::asio::bind_cancellation_slot(signal.slot(), Note<Kit>(written)));
    poll<Kit>();
  } while (written.times != 0);
  signal.emit(::asio::cancellation_type::terminal);
  run<Kit>();
  const std::error_code aborted = ::asio::error::make_error_code(::asio::error::operation_aborted);
  EXPECT_EQ(written.error, aborted) << written.error.message();
  std::error_code error;
  EXPECT_EQ(streams.client.write_some(::asio::buffer(large), error), 0u);
  EXPECT_EQ(error, aborted) << error.message();
}

TEST(StandaloneStream, cancels_a_handshake) {
  Streams<Kit> streams = connected<Kit>();
  ::asio::cancellation_signal signal;
  Told<Kit> client;
  streams.client.async_handshake(Stream::client,
                                 ::asio::bind_cancellation_slot(signal.slot(), Note<Kit>(client)));
  poll<Kit>();
  signal.emit(::asio::cancellation_type::terminal);
  run<Kit>();
  EXPECT_EQ(client.error, ::asio::error::make_error_code(::asio::error::operation_aborted));
}

// What is done at once completes through the context, unless Asio (from 1.28 on) is told otherwise.
TEST(StandaloneStream, completes_what_is_done_at_once_through_the_context) {
  Streams<Kit> streams = connected<Kit>();
  Told<Kit> written;
  std::string nothing;
  streams.client.async_write_some(::asio::buffer(nothing), Note<Kit>(written));
  EXPECT_EQ(written.times, 0);
  run<Kit>();
  EXPECT_EQ(written.times, 1);
}

#if __has_include(<asio/bind_immediate_executor.hpp>)
TEST(StandaloneStream, completes_at_once_on_an_associated_immediate_executor) {
  Streams<Kit> streams = connected<Kit>();
  Told<Kit> written;
  std::string nothing;
  streams.client.async_write_some(
      ::asio::buffer(nothing),
      ::asio::bind_immediate_executor(::asio::system_executor(), Note<Kit>(written)));
  EXPECT_EQ(written.times, 1);
}
#endif

using Awaiting = ::asio::use_awaitable_t<>::as_default_on_t<tcp::socket>;
::asio::awaitable<void> handshake_by_default(standalone_asio::stream<Awaiting>& stream
                                             FERRULE_LIFETIMEBOUND,
                                             Stream::handshake_type side) {
  co_await stream.async_handshake(side);
  co_await stream.async_shutdown();
}

TEST(StandaloneStream, uses_the_sockets_default_token) {
  Streams<Kit, Awaiting> streams = connected<Kit, Awaiting>();
  ::asio::co_spawn(context<Kit>(), handshake_by_default(streams.client, Stream::client),
                   expect_done);
  ::asio::co_spawn(context<Kit>(), handshake_by_default(streams.server, Stream::server),
                   expect_done);
  run<Kit>();
}

}  // namespace
}  // namespace ferrule::testing
