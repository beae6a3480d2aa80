// SPDX-License-Identifier: Apache-2.0 OR MIT
// The threads of `ferrule serve` at work in this process, for ThreadSanitizer: clients in several
// threads, reloads under them, and a drain at the end.
#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>

#include <array>
#include <chrono>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "cmd/serve/server.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/posix_socket.hpp"
#include "ferrule/io/signals.hpp"
#include "tests/load/load_client.hpp"
#include "tests/support/tls_pair.hpp"

namespace ferrule::testing {
namespace {

using std::chrono::milliseconds;

constexpr u32 kClientThreads = 3;
constexpr u32 kRounds = 3;
constexpr u32 kConnections = 20;
constexpr u64 kBytes = 40'000;

std::string text_of(const io::SocketAddress& address) {
  std::string text;
  const auto formatted = address.format();
  for (const char c : formatted.span()) {
    text.push_back(c);
  }
  return text;
}

io::ListenSocket listen_somewhere() {
  const std::string_view anywhere = "127.0.0.1:0";
  return io::ListenSocket::listen(io::SocketAddress::parse(anywhere).value()).value();
}

/// Sends back what one connection brings.
void echo(const io::Socket& socket) {
  std::vector<u8> piece(16'384);
  while (true) {
    const auto count = socket.read_some(Span<u8>(piece));
    if (!count || *count == 0) {
      return;
    }
    for (Bytes rest = Bytes(piece).first(*count); !rest.empty();) {
      const auto sent = socket.write_some(rest);
      if (!sent) {
        return;
      }
      rest = rest.subspan(*sent);
    }
  }
}

/// A thread for each connection, `connections` in all.
void echo_all(const io::ListenSocket& listener, u32 connections) {
  std::vector<std::jthread> threads;
  for (u32 accepted = 0; accepted < connections;) {
    if (!io::wait_for(listener.number(), io::WaitFor::Readable, 15'000)) {
      return;
    }
    auto socket = listener.try_accept();
    if (socket) {
      ++accepted;
      threads.emplace_back([own = std::move(*socket)] { echo(own); });
    }
  }
}

cmd::Settings settings(const io::SocketAddress& listen, const io::SocketAddress& backend) {
  const std::string pki = std::string(FERRULE_SOURCE_DIR) + "/tests/pki/";
  cmd::Settings made;
  made.listen = text_of(listen);
  made.backend = text_of(backend);
  made.certificate_file = pki + "p256.pem";
  made.key_file = pki + "p256.key";
  made.threads = 4;
  made.limits.drain_ms = 5'000;
  return made;
}

/// Loads one after another; how many connections went well.
u32 run_clients(const io::SocketAddress& server) {
  const auto config = client_builder().build().value();
  u32 finished = 0;
  for (u32 round = 0; round < kRounds; ++round) {
    finished += run_load({server, kConnections, 0, kBytes, 15'000}, config).finished;
  }
  return finished;
}

void send_signal(std::thread::native_handle_type thread, int number) {
  UNSAFE("the thread is joined after the last signal, so its handle is good") {
    ::pthread_kill(thread, number);
  }
}

TEST(ServeThreads, serve_reload_and_drain_under_load) {
  ASSERT_TRUE(io::hold_signals().has_value());
  io::ListenSocket backend = listen_somewhere();
  const io::SocketAddress backend_address = backend.local_address().value();
  const io::SocketAddress address = listen_somewhere().local_address().value();

  std::promise<cmd::ExitCode> promise;
  std::future<cmd::ExitCode> ended = promise.get_future();
  std::jthread serving(
      [asked = settings(address, backend_address), result = std::move(promise)]() mutable {
        const auto served = cmd::serve(asked);
        result.set_value(served ? *served : cmd::ExitCode::Failure);
      });
  constexpr u32 kAll = kClientThreads * kRounds * kConnections;
  std::jthread echoing([own = std::move(backend)] { echo_all(own, kAll); });
  // A probe says nothing and ends, so the backend never hears of it.
  for (int i = 0; i < 200 && !io::Socket::connect(address, 1'000); ++i) {
    std::this_thread::sleep_for(milliseconds(20));
  }

  std::vector<std::future<u32>> clients;
  for (u32 i = 0; i < kClientThreads; ++i) {
    clients.push_back(std::async(std::launch::async, run_clients, address));
  }
  for (int i = 0; i < 5; ++i) {
    std::this_thread::sleep_for(milliseconds(100));
    send_signal(serving.native_handle(), SIGHUP);
  }
  u32 finished = 0;
  for (std::future<u32>& client : clients) {
    finished += client.get();
  }
  EXPECT_EQ(finished, kAll);
  send_signal(serving.native_handle(), SIGTERM);
  EXPECT_EQ(ended.get(), cmd::ExitCode::Ok);
}

}  // namespace
}  // namespace ferrule::testing
