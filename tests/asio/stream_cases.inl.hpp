// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the stream does under either Asio, whose names are `Kit` where this is included: handshakes
// that begin with bytes read before, servers that choose late, shutdowns, associated executors and
// allocators, memory.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/asio/streams.hpp"
#include "tests/support/allocators.hpp"

namespace ferrule::testing {
namespace {

constexpr usize kPiece = 10'000;

void write_all(Plain<Kit>& stream, std::string text) {
  for (usize sent = 0; sent < text.size();) {
    sent += stream.write_some(buffer<Kit>(text, sent));
  }
}
/// Reads until `size` bytes are there or an error is.
std::string read_all(Plain<Kit>& stream, usize size, ErrorCode<Kit>& error) {
  std::string text(size, '\0');
  usize got = 0;
  while (got < size && !error) {
    got += stream.read_some(buffer<Kit>(text, got), error);
  }
  text.resize(got);
  return text;
}

/// What the client sends first, taken from the server's socket.
std::string take_client_hello(Streams<Kit>& streams, Told<Kit>& client) {
  streams.client.async_handshake(Plain<Kit>::client, Note<Kit>(client));
  poll<Kit>();
  std::string hello(4096, '\0');
  hello.resize(Kit::read_some(streams.server.next_layer(), hello));
  return hello;
}

TEST(AsioStream, begins_a_handshake_with_bytes_that_were_read_before) {
  for (const usize kept : {usize{0}, usize{1}, usize{100}}) {
    Told<Kit> client;
    Told<Kit> server;
    Streams<Kit> streams = connected<Kit>();
    const std::string hello = take_client_hello(streams, client);
    ASSERT_GT(hello.size(), 150u);
    // In two pieces, and all of it or but for an end that arrives later.
    const usize given = hello.size() - kept;
    const std::string first = hello.substr(0, 40);
    const std::string second = hello.substr(40, given - 40);
    const std::string rest = hello.substr(given);
    const std::array<Kit::Net::const_buffer, 3> pieces{buffer<Kit>(first), Kit::Net::const_buffer(),
                                                       buffer<Kit>(second)};
    streams.server.async_handshake(Plain<Kit>::server, pieces, Note<Kit>(server));
    EXPECT_EQ(server.times, 0);
    poll<Kit>();
    if (kept != 0) {
      EXPECT_EQ(server.times, 0);
      streams.client.next_layer().write_some(buffer<Kit>(rest));
    }
    run<Kit>();
    EXPECT_FALSE(client.error) << client.error.message();
    EXPECT_FALSE(server.error) << server.error.message();
    EXPECT_EQ(server.count, given);
    write_all(streams.client, "hello");
    EXPECT_EQ(read_all(streams.server, 5, server.error), "hello");
  }
}

TEST(AsioStream, begins_a_blocking_handshake_with_bytes_that_were_read_before) {
  Told<Kit> client;
  Streams<Kit> streams = connected<Kit>();
  const std::string hello = take_client_hello(streams, client);
  ErrorCode<Kit> error;
  std::jthread other([] { context<Kit>().run(); });
  streams.server.handshake(Plain<Kit>::server, buffer<Kit>(hello), error);
  other.join();
  EXPECT_FALSE(error) << error.message();
  EXPECT_EQ(client.times, 1);
  EXPECT_FALSE(client.error) << client.error.message();
}

TEST(AsioStream, refuses_early_bytes_that_are_no_tls) {
  Streams<Kit> streams = connected<Kit>();
  Told<Kit> server;
  std::string early = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  streams.server.async_handshake(Plain<Kit>::server, buffer<Kit>(early), Note<Kit>(server));
  EXPECT_EQ(server.times, 0);
  run<Kit>();
  EXPECT_TRUE(server.error == make_error_condition(Kit::errc::tls_failure))
      << server.error.message();
  EXPECT_EQ(server.count, 0u);
  EXPECT_THROW(streams.server.handshake(Plain<Kit>::server, buffer<Kit>(early)),
               Kit::Net::system_error);
}

TEST(AsioStream, tells_a_rejected_certificate_from_a_received_alert) {
  Streams<Kit> streams = connected_with<Kit>(server_builder("wrong_name").build().value());
  Told<Kit> client;
  Told<Kit> server;
  streams.client.async_handshake(Plain<Kit>::client, Note<Kit>(client));
  streams.server.async_handshake(Plain<Kit>::server, Note<Kit>(server));
  run<Kit>();
  EXPECT_TRUE(client.error == make_error_condition(Kit::errc::certificate_rejected))
      << client.error.message();
  // The server is done before it hears of it, so its next read tells.
  std::string byte(1, ' ');
  if (!server.error) {
    streams.server.read_some(buffer<Kit>(byte), server.error);
  }
  EXPECT_TRUE(server.error == make_error_condition(Kit::errc::alert_received))
      << server.error.message();
}

TEST(AsioStream, tells_truncation_from_a_clean_end) {
  for (const bool clean : {true, false}) {
    Streams<Kit> streams = connected<Kit>();
    handshake_both<Kit>(streams);
    if (clean) {
      streams.server.close_notify();
    } else {
      streams.server.lowest_layer().close();
    }
    Told<Kit> read;
    std::string into(10, ' ');
    streams.client.async_read_some(buffer<Kit>(into), Note<Kit>(read));
    run<Kit>();
    EXPECT_EQ(read.count, 0u);
    EXPECT_EQ(read.error == make_error_code(Kit::Net::misc_errors::eof), clean);
    EXPECT_EQ(read.error == make_error_condition(Kit::errc::stream_truncated), !clean)
        << read.error.message();
  }
}

TEST(AsioStream, ends_outstanding_operations_when_it_is_destroyed) {
  Told<Kit> read;
  std::string into(10, ' ');
  {
    Streams<Kit> streams = connected<Kit>();
    handshake_both<Kit>(streams);
    streams.client.async_read_some(buffer<Kit>(into), Note<Kit>(read));
    poll<Kit>();
    EXPECT_EQ(read.times, 0);
  }
  run<Kit>();
  EXPECT_EQ(read.error, make_error_code(Kit::Net::basic_errors::operation_aborted));
}

TEST(AsioStream, completes_empty_buffers_later_and_without_the_transport) {
  Streams<Kit> streams = connected<Kit>();
  Told<Kit> read;
  Told<Kit> written;
  std::string nothing;
  streams.client.async_read_some(buffer<Kit>(nothing), Note<Kit>(read));
  streams.client.async_write_some(buffer<Kit>(nothing), Note<Kit>(written));
  EXPECT_EQ(read.times + written.times, 0);
  run<Kit>();
  EXPECT_EQ(read.times + written.times, 2);
  EXPECT_FALSE(read.error || written.error);
}

TEST(AsioStream, goes_on_after_a_handshake_of_the_other_side) {
  Streams<Kit> streams = connected<Kit>();
  Told<Kit> wrong;
  ErrorCode<Kit> error;
  streams.client.async_handshake(Plain<Kit>::server, Note<Kit>(wrong));
  streams.server.handshake(Plain<Kit>::client, error);
  run<Kit>();
  EXPECT_EQ(wrong.times, 1);
  EXPECT_EQ(wrong.error, error);
  EXPECT_TRUE(static_cast<bool>(error));
  handshake_both<Kit>(streams);
}

TEST(AsioStream, lets_a_server_choose_after_the_client_hello) {
  for (const bool accepts : {true, false}) {
    Streams<Kit> streams = connected_with<Kit>(io::asio_stream::ChooseLater{});
    Plain<Kit>& client = streams.client;
    Plain<Kit>& server = streams.server;
    Told<Kit> done;
    Told<Kit> heard;
    Told<Kit> early;
    client.async_handshake(Plain<Kit>::client, Note<Kit>(done));
    server.async_read_client_hello(Note<Kit>(heard));
    run_until(heard);
    EXPECT_FALSE(heard.error) << heard.error.message();
    server.async_handshake(Plain<Kit>::server, Note<Kit>(early));
    run_until(early);
    EXPECT_TRUE(static_cast<bool>(early.error));
    ASSERT_TRUE(server.client_hello().has_value());
    EXPECT_EQ(server.client_hello()->server_name().size(), 9u);
    if (accepts) {
      EXPECT_TRUE(server.choose_configuration(server_builder("rsa2048").build().value()));
    } else {
      server.refuse(tls::PeerIncompatible::NoCommonCipherSuite);
    }
    Told<Kit> finished;
    server.async_handshake(Plain<Kit>::server, Note<Kit>(finished));
    run<Kit>();
    EXPECT_EQ(finished.times + done.times, 2);
    EXPECT_EQ(!finished.error, accepts) << finished.error.message();
    EXPECT_EQ(!done.error, accepts) << done.error.message();
    EXPECT_EQ(done.error == make_error_condition(Kit::errc::alert_received), !accepts);
  }
}

TEST(AsioStream, choosing_later_is_for_streams_that_were_made_for_it) {
  Streams<Kit> streams = connected<Kit>();
  EXPECT_THROW(streams.server.read_client_hello(), Kit::Net::system_error);
}

TEST(AsioStream, keeps_data_that_arrives_during_a_shutdown) {
  for (const bool waits : {true, false}) {
    Streams<Kit> streams = connected<Kit>();
    handshake_both<Kit>(streams);
    write_all(streams.server, "late data");
    streams.server.close_notify();
    Told<Kit> shut;
    if (waits) {
      streams.client.shutdown(shut.error);
    } else {
      streams.client.async_shutdown(Note<Kit>(shut));
      EXPECT_EQ(shut.times, 0);
      run<Kit>();
      EXPECT_EQ(shut.times, 1);
    }
    EXPECT_FALSE(shut.error) << shut.error.message();
    ErrorCode<Kit> end;
    EXPECT_EQ(read_all(streams.client, 100, end), "late data");
    EXPECT_EQ(end, make_error_code(Kit::Net::misc_errors::eof)) << end.message();
    // The server hears the end, and its own shutdown has nothing to wait for.
    EXPECT_NO_THROW(streams.server.shutdown());
  }
}

TEST(AsioStream, ends_a_shutdown_when_nobody_reads_what_still_arrives) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  const std::string late(200'000, 'l');
  Told<Kit> shut;
  Told<Kit> written;
  Kit::write_all(streams.server, late, Note<Kit>(written));
  streams.client.async_shutdown(Note<Kit>(shut));
  run_until(shut);
  EXPECT_TRUE(shut.error == make_error_condition(Kit::errc::unread_data)) << shut.error.message();
  std::string got;
  while (got.size() < late.size() && !written.error) {
    poll<Kit>();
    got += read_all(streams.client, std::min(late.size() - got.size(), kPiece), written.error);
  }
  EXPECT_EQ(got, late);
  EXPECT_EQ(written.times, 1);
  EXPECT_FALSE(written.error) << written.error.message();
  streams.server.close_notify();
  EXPECT_NO_THROW(streams.client.shutdown());
}

TEST(AsioStream, a_reader_takes_what_arrives_while_a_shutdown_waits) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  Told<Kit> shut;
  Told<Kit> read;
  std::string into(20, '\0');
  streams.client.async_shutdown(Note<Kit>(shut));
  streams.client.async_read_some(buffer<Kit>(into), Note<Kit>(read));
  poll<Kit>();
  write_all(streams.server, "late");
  run_until(read);
  EXPECT_EQ(into.substr(0, read.count), "late");
  EXPECT_EQ(shut.times, 0);
  streams.server.close_notify();
  run<Kit>();
  EXPECT_EQ(shut.times, 1);
  EXPECT_FALSE(shut.error) << shut.error.message();
}

TEST(AsioStream, a_shutdown_that_waits_in_vain_leaves_a_reader_alone) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  streams.client.shutdown_limit(std::chrono::milliseconds(20));
  Told<Kit> shut;
  Told<Kit> read;
  std::string into(20, '\0');
  streams.client.async_read_some(buffer<Kit>(into), Note<Kit>(read));
  streams.client.async_shutdown(Note<Kit>(shut));
  run_until(shut);
  EXPECT_EQ(shut.error, make_error_code(Kit::Net::basic_errors::timed_out)) << shut.error.message();
  poll<Kit>();
  EXPECT_EQ(read.times, 0);
  write_all(streams.server, "late");
  run<Kit>();
  EXPECT_FALSE(read.error) << read.error.message();
  EXPECT_EQ(into.substr(0, read.count), "late");
  streams.client.shutdown(shut.error);
  EXPECT_EQ(shut.error, make_error_code(Kit::Net::basic_errors::timed_out)) << shut.error.message();
}

TEST(AsioStream, gives_what_arrived_before_a_failure) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  write_all(streams.server, "cut off");
  streams.server.lowest_layer().close();
  Told<Kit> shut;
  streams.client.async_shutdown(Note<Kit>(shut));  // sees the end first
  run<Kit>();
  EXPECT_TRUE(static_cast<bool>(shut.error));
  ErrorCode<Kit> error;
  EXPECT_EQ(read_all(streams.client, 3, error), "cut");
  EXPECT_FALSE(error) << error.message();
  EXPECT_EQ(read_all(streams.client, 100, error), " off");
  EXPECT_EQ(error, shut.error);
}

TEST(AsioStream, seals_a_sequence_of_buffers_into_one_record) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  const std::string word = "word ";
  std::vector<Kit::Net::const_buffer> pieces;
  for (int i = 0; i < 10; ++i) {
    pieces.push_back(buffer<Kit>(word));
    pieces.push_back(Kit::Net::const_buffer());
  }
  EXPECT_EQ(streams.client.write_some(pieces), 50u);
  constexpr usize kHeaderTypeAndTag = 5 + 1 + 16;
  streams.server.lowest_layer().wait(Kit::tcp::socket::wait_read);
  EXPECT_EQ(streams.server.lowest_layer().available(), 50 + kHeaderTypeAndTag);
  std::string first(7, '\0');
  std::string second(60, '\0');
  const std::vector<Kit::Net::mutable_buffer> into = {Kit::Net::mutable_buffer(),
                                                      buffer<Kit>(first), buffer<Kit>(second)};
  EXPECT_EQ(streams.server.read_some(into), 50u);
  EXPECT_EQ(first, "word wo");
  EXPECT_EQ(second.substr(0, 4), "rd w");
}

TEST(AsioStream, writes_while_a_read_answers_a_key_update) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  // The client's output waits for the server to read, while the client must answer: what it waits
  // to send may not move.
  std::string large(4'000'000, 'L');
  Told<Kit> written;
  Told<Kit> read;
  std::string into(5, '\0');
  streams.client.async_write_some(buffer<Kit>(large), Note<Kit>(written));
  streams.client.async_read_some(buffer<Kit>(into), Note<Kit>(read));
  poll<Kit>();
  usize sent = 0;
  while (written.times == 1) {
    sent += written.count;
    written.times = 0;
    streams.client.async_write_some(buffer<Kit>(large, sent), Note<Kit>(written));
    poll<Kit>();
  }
  constexpr int kUpdates = 20;
  for (int i = 1; i <= kUpdates; ++i) {
    ASSERT_TRUE(streams.server.refresh_traffic_keys(true).has_value());
    std::string text = "again";
    EXPECT_EQ(streams.server.write_some(buffer<Kit>(text)), 5u);
    run_until(read);
    EXPECT_EQ(into, "again");
    read = {};
    if (i < kUpdates) {
      streams.client.async_read_some(buffer<Kit>(into), Note<Kit>(read));
    }
    poll<Kit>();
  }
  ErrorCode<Kit> error;
  std::string got;
  while (written.times == 0) {
    got += read_all(streams.server, 16'384, error);
    ASSERT_FALSE(error) << error.message();
    poll<Kit>();
  }
  EXPECT_FALSE(written.error) << written.error.message();
  got += read_all(streams.server, sent + written.count - got.size(), error);
  EXPECT_FALSE(error) << error.message();
  EXPECT_EQ(got, large.substr(0, sent + written.count));
}

TEST(AsioStream, completes_on_the_associated_executor) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  Kit::strand strand = Kit::make_strand(context<Kit>());
  int inside = 0;
  std::string into(5, '\0');
  std::string none;
  const auto handler = [&inside, &strand](const ErrorCode<Kit>&, usize) {
    inside += strand.running_in_this_thread() ? 1 : 0;
  };
  streams.client.async_read_some(buffer<Kit>(none), Kit::on(strand, handler));
  streams.client.async_write_some(buffer<Kit>(none), Kit::on(strand, handler));
  run<Kit>();
  EXPECT_EQ(inside, 2);
  streams.client.async_read_some(buffer<Kit>(into), Kit::on(strand, handler));
  write_all(streams.server, "hello");
  run<Kit>();
  EXPECT_EQ(inside, 3);
}

/// A completion that counts how often it was asked for its allocator.
struct FERRULE_VIEW WithAllocator {
  using allocator_type = std::allocator<char>;
  Note<Kit> note;
  int& asked;

  [[nodiscard]] allocator_type get_allocator() const {
    ++asked;
    return {};
  }
  void operator()(const ErrorCode<Kit>& error, usize count) { note(error, count); }
};

TEST(AsioStream, takes_memory_from_the_associated_allocator) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  Told<Kit> read;
  int asked = 0;
  std::string into(5, '\0');
  streams.client.async_read_some(buffer<Kit>(into), WithAllocator{Note<Kit>(read), asked});
  EXPECT_GT(asked, 0);
  write_all(streams.server, "hello");
  run<Kit>();
  EXPECT_EQ(into, "hello");
}

TEST(AsioStream, gives_the_memory_of_idle_streams_back) {
  CountingAllocator heap;
  Streams<Kit> streams = connected_with<Kit>(server_builder().build().value(), heap.ref());
  Plain<Kit>& client = streams.client;
  Plain<Kit>& server = streams.server;
  Told<Kit> told;
  client.async_handshake(Plain<Kit>::client, Note<Kit>(told));
  server.async_handshake(Plain<Kit>::server, Note<Kit>(told));
  run<Kit>();
  EXPECT_EQ(told.times, 2);
  EXPECT_GT(heap.live_bytes(), 16'384u);
  server.release_idle_buffers();
  EXPECT_LT(heap.live_bytes(), 8'192u);

  Told<Kit> read;
  std::string into(5, '\0');
  server.async_read_some(buffer<Kit>(into), Note<Kit>(read));
  poll<Kit>();
  server.release_idle_buffers();  // not now: the read waits with its buffer
  write_all(client, "hello");
  run<Kit>();
  EXPECT_EQ(into, "hello");
}

TEST(AsioStream, moves) {
  Streams<Kit> streams = connected<Kit>();
  handshake_both<Kit>(streams);
  Streams<Kit> other = connected<Kit>();
  Told<Kit> read;
  Told<Kit> left;
  std::string into(5, '\0');
  std::string nothing(5, '\0');
  streams.client.async_read_some(buffer<Kit>(into), Note<Kit>(read));
  Plain<Kit> moved(std::move(streams.client));
  other.client.async_handshake(Plain<Kit>::client, Note<Kit>(left));
  other.client = std::move(moved);
  write_all(streams.server, "hello");
  run<Kit>();
  EXPECT_EQ(into, "hello");
  EXPECT_EQ(left.error, make_error_code(Kit::Net::basic_errors::operation_aborted));
  write_all(other.client, "hello");
  EXPECT_EQ(read_all(streams.server, 5, read.error), "hello");
}

#if !defined(NDEBUG)
TEST(AsioStream, traps_when_two_reads_overlap) {
  EXPECT_DEATH(
      {
        Streams<Kit> streams = connected<Kit>();
        Told<Kit> read;
        std::string into(5, '\0');
        streams.client.async_read_some(buffer<Kit>(into), Note<Kit>(read));
        streams.client.async_read_some(buffer<Kit>(into), Note<Kit>(read));
      },
      "");
}
#endif

}  // namespace
}  // namespace ferrule::testing
