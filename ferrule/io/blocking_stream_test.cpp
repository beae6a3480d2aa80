// SPDX-License-Identifier: Apache-2.0 OR MIT
// BlockingStream over loopback sockets, each test in both roles: our stream against a peer in
// another thread that does what the test says.
#include "ferrule/io/blocking_stream.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/time.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/io/posix_socket.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::io {
namespace {

using Stream = BlockingStream<Socket>;
using tls::Side;

struct Ends {
  Socket client;
  Socket server;
};
Ends connected() {
  const std::string_view anywhere = "127.0.0.1:0";
  const auto listener = ListenSocket::listen(SocketAddress::parse(anywhere).value()).value();
  Socket client = Socket::connect(listener.local_address().value(), 5'000).value();
  EXPECT_TRUE(wait_for(listener.number(), WaitFor::Readable, 5'000).has_value());
  return {std::move(client), listener.try_accept().value()};
}

Stream stream_of(Side side, Socket socket, std::string_view server = "p256") {
  const AllocatorRef heap = system_allocator();
  auto connection =
      side == Side::Client
          ? tls::Connection::client(heap, testing::client_builder().build().value(),
                                    pki::ServerName::parse("localhost").value())
          : tls::Connection::server(heap, testing::server_builder(server).build().value());
  return Stream(std::move(socket), std::move(connection).value());
}

/// Our end of a connection in one role, and the peer's in the other.
struct Pair {
  Stream own;
  Stream peer;
};
Pair pair_of(Side side, std::string_view server = "p256") {
  Ends ends = connected();
  Stream client = stream_of(Side::Client, std::move(ends.client), server);
  Stream accepted = stream_of(Side::Server, std::move(ends.server), server);
  if (side == Side::Client) {
    return {std::move(client), std::move(accepted)};
  }
  return {std::move(accepted), std::move(client)};
}

std::vector<u8> pattern(usize size) {
  std::vector<u8> bytes;
  bytes.reserve(size);
  for (usize i = 0; i < size; ++i) {
    bytes.push_back(static_cast<u8>(i * 7 + i / 251));
  }
  return bytes;
}

/// Sends back what it reads, until the end; then ends its own data.
void echo(Stream stream) {
  std::vector<u8> piece(20'000);
  while (true) {
    const auto read = stream.read(Span<u8>(piece));
    if (!read || read->ended) {
      break;
    }
    if (!stream.write_all(Span<const u8>(piece).first(read->count))) {
      return;
    }
  }
  static_cast<void>(stream.finish_writing().has_value());
}

Stream handshaken(Stream stream) {
  EXPECT_TRUE(stream.complete_handshake().has_value());
  return stream;
}

/// Reads `size` bytes, in pieces of at most `piece`.
Result<std::vector<u8>, StreamError> read_exactly(Stream& stream, usize size, usize piece) {
  std::vector<u8> all(size);
  for (usize got = 0; got < size;) {
    const usize want = std::min(piece, size - got);
    FERRULE_TRY(const ReadResult read, stream.read(Span<u8>(all).subspan(got, want)));
    if (read.ended) {
      all.resize(got);
      break;
    }
    got += read.count;
  }
  return all;
}

class BlockingStreamTest : public ::testing::TestWithParam<Side> {};
INSTANTIATE_TEST_SUITE_P(Roles, BlockingStreamTest, ::testing::Values(Side::Client, Side::Server),
                         [](const auto& role) {
                           std::string name = "server";
                           if (role.param == Side::Client) {
                             name = "client";
                           }
                           return name;
                         });

TEST_P(BlockingStreamTest, moves_data_of_many_sizes) {
  for (const usize size : {usize{1}, usize{16'384}, usize{16'385}, usize{1'000'000}}) {
    Pair pair = pair_of(GetParam());
    std::jthread peer([stream = std::move(pair.peer)]() mutable { echo(std::move(stream)); });
    Stream& own = pair.own;
    const std::vector<u8> sent = pattern(size);
    // The echo is read between the writes: neither side takes all of it at once.
    std::vector<u8> got;
    for (usize at = 0; at < size;) {
      const usize count = std::min(size - at, usize{50'000});
      ASSERT_TRUE(own.write_all(Bytes(sent).subspan(at, count)).has_value());
      at += count;
      const auto read = read_exactly(own, count, size == 16'385 ? 1'000 : size);
      ASSERT_TRUE(read.has_value());
      for (const u8 byte : *read) {
        got.push_back(byte);
      }
    }
    EXPECT_EQ(got, sent);
    EXPECT_TRUE(own.finish_writing().has_value());
    std::vector<u8> more(1);
    EXPECT_TRUE(own.read(Span<u8>(more)).value().ended);
    EXPECT_TRUE(own.read(Span<u8>(more)).value().ended);  // and so again
    EXPECT_TRUE(own.close().has_value());
  }
}

TEST_P(BlockingStreamTest, handshakes_without_data) {
  Pair pair = pair_of(GetParam());
  std::jthread peer([stream = std::move(pair.peer)]() mutable { echo(std::move(stream)); });
  Stream& own = pair.own;
  EXPECT_TRUE(own.connection().is_handshaking());
  ASSERT_TRUE(own.complete_handshake().has_value());
  EXPECT_FALSE(own.connection().is_handshaking());
  EXPECT_EQ(own.write({}).value(), 0u);
  EXPECT_EQ(own.read({}).value().count, 0u);
  EXPECT_TRUE(own.close().has_value());
  EXPECT_TRUE(own.connection().peer_closed());
}

TEST_P(BlockingStreamTest, tells_a_truncated_stream_from_one_that_ended) {
  Pair pair = pair_of(GetParam());
  std::jthread peer([stream = std::move(pair.peer)]() mutable {
    const std::vector<u8> text = pattern(10);
    EXPECT_TRUE(stream.write_all(Bytes(text)).has_value());
    EXPECT_TRUE(stream.transport().shutdown_write().has_value());
    std::vector<u8> into(1);
    static_cast<void>(stream.read(Span<u8>(into)).has_value());
  });
  const auto got = read_exactly(pair.own, 10, 10);
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(*got, pattern(10));
  std::vector<u8> into(1);
  const auto more = pair.own.read(Span<u8>(into));
  ASSERT_FALSE(more.has_value());
  ASSERT_TRUE(more.error().tls.has_value());
  EXPECT_TRUE(more.error().tls->is(tls::PeerMisbehaved::TruncatedConnection));
  pair.own.transport().close();
}

/// Passes what the peer seals through the test's hands: `cut` bytes of the record only.
TEST_P(BlockingStreamTest, knows_a_record_that_was_cut_in_the_middle) {
  for (const usize cut : {usize{1}, usize{5}, usize{20}}) {
    Pair pair = pair_of(GetParam());
    std::jthread peer([stream = std::move(pair.peer), cut]() mutable {
      EXPECT_TRUE(stream.complete_handshake().has_value());
      const std::vector<u8> text = pattern(100);
      EXPECT_EQ(stream.connection().write(Bytes(text)).value(), 100u);
      const auto sent = stream.transport().write_some(stream.connection().pending_tls().first(cut));
      EXPECT_EQ(sent.value(), cut);
      EXPECT_TRUE(stream.transport().shutdown_write().has_value());
    });
    std::vector<u8> into(100);
    const auto read = pair.own.read(Span<u8>(into));
    ASSERT_FALSE(read.has_value());
    ASSERT_TRUE(read.error().tls.has_value());
    EXPECT_TRUE(read.error().tls->is(tls::PeerMisbehaved::TruncatedConnection)) << cut;
  }
}

TEST_P(BlockingStreamTest, reports_a_peer_that_resets) {
  Pair pair = pair_of(GetParam());
  std::jthread peer([stream = std::move(pair.peer)]() mutable {
    EXPECT_TRUE(stream.complete_handshake().has_value());
    std::vector<u8> into(1);
    EXPECT_TRUE(stream.read(Span<u8>(into)).has_value());
    stream.transport().reset_on_close();
  });
  const std::vector<u8> text = pattern(100'000);
  ASSERT_TRUE(pair.own.write_all(Bytes(text).first(1)).has_value());
  peer.join();
  std::vector<u8> into(1);
  const auto read = pair.own.read(Span<u8>(into));
  ASSERT_FALSE(read.has_value());
  EXPECT_FALSE(read.error().tls.has_value());
  EXPECT_EQ(read.error().io.kind, IoErrorKind::Closed);
  const auto written = pair.own.write_all(Bytes(text));
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().io.kind, IoErrorKind::Closed);
}

TEST_P(BlockingStreamTest, gives_up_waiting_after_the_limits) {
  Pair pair = pair_of(GetParam());
  pair.own.transport().set_limits(20, 20);
  const auto handshake = pair.own.complete_handshake();  // nobody answers
  ASSERT_FALSE(handshake.has_value());
  EXPECT_EQ(handshake.error().io.kind, IoErrorKind::TimedOut);

  // It goes on where it stood when the peer comes back.
  std::jthread peer([stream = std::move(pair.peer)]() mutable {
    EXPECT_TRUE(stream.complete_handshake().has_value());
    std::vector<u8> into(1);
    EXPECT_TRUE(stream.read(Span<u8>(into)).value().ended);
    EXPECT_TRUE(stream.finish_writing().has_value());
  });
  pair.own.transport().set_limits(5'000, 20);
  ASSERT_TRUE(pair.own.complete_handshake().has_value());
  EXPECT_TRUE(pair.own.close().has_value());
}

TEST_P(BlockingStreamTest, gives_up_writing_to_a_peer_that_does_not_read) {
  Pair pair = pair_of(GetParam());
  auto peer = std::async(std::launch::async, handshaken, std::move(pair.peer));
  ASSERT_TRUE(pair.own.complete_handshake().has_value());
  const Stream silent = peer.get();
  pair.own.transport().set_limits(5'000, 20);
  const std::vector<u8> large = pattern(1'000'000);
  Result<void, StreamError> written = ok();
  for (int i = 0; i < 100 && written; ++i) {
    written = pair.own.write_all(Bytes(large));
  }
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().io.kind, IoErrorKind::TimedOut);
}

TEST_P(BlockingStreamTest, closes_although_the_peer_never_answers) {
  Pair pair = pair_of(GetParam());
  auto peer = std::async(std::launch::async, handshaken, std::move(pair.peer));
  ASSERT_TRUE(pair.own.complete_handshake().has_value());
  const Stream silent = peer.get();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(pair.own.close().has_value());
  EXPECT_LT(std::chrono::steady_clock::now() - start,
            4 * std::chrono::milliseconds(Stream::kCloseLimitMs));
  EXPECT_FALSE(pair.own.connection().peer_closed());
}

TEST_P(BlockingStreamTest, says_what_was_wrong_on_both_sides) {
  Pair pair = pair_of(GetParam(), "wrong_name");
  std::jthread other([peer = std::move(pair.peer)]() mutable {
    std::vector<u8> into(1);
    const auto read = peer.read(Span<u8>(into));
    ASSERT_FALSE(read.has_value());
    EXPECT_TRUE(read.error().tls.has_value());
  });
  std::vector<u8> into(1);
  const auto read = pair.own.read(Span<u8>(into));
  ASSERT_FALSE(read.has_value());
  ASSERT_TRUE(read.error().tls.has_value());
  EXPECT_EQ(read.error().tls->group(), GetParam() == Side::Client ? tls::ErrorGroup::Certificate
                                                                  : tls::ErrorGroup::AlertReceived);
  EXPECT_FALSE(pair.own.write_all(Bytes(into)).has_value());
}

/// Every thread is interrupted all the time.
class Interruptions {
 public:
  Interruptions() { set(200); }
  ~Interruptions() { set(0); }
  Interruptions(const Interruptions&) = delete;
  Interruptions& operator=(const Interruptions&) = delete;

 private:
  static void set(long microseconds) {
    const itimerval interval{{0, microseconds}, {0, microseconds}};
    struct sigaction action{};
    UNSAFE(
        "the handler does nothing, both structures live during the calls, and no old one is kept") {
      action.sa_handler = [](int) {};
      ::sigaction(SIGALRM, &action, nullptr);
      ::setitimer(ITIMER_REAL, &interval, nullptr);
    }
  }
};

TEST_P(BlockingStreamTest, goes_on_after_interruptions) {
  const Interruptions interrupted;
  Pair pair = pair_of(GetParam());
  std::jthread peer([stream = std::move(pair.peer)]() mutable {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    echo(std::move(stream));
  });
  const std::vector<u8> sent = pattern(300'000);
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(pair.own.write_all(Bytes(sent).first(60'000)).has_value());
    const auto got = read_exactly(pair.own, 60'000, 7'000);
    ASSERT_TRUE(got.has_value());
    ASSERT_EQ(*got, pattern(60'000));
  }
  EXPECT_TRUE(pair.own.close().has_value());
}

}  // namespace
}  // namespace ferrule::io
