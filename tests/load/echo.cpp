// SPDX-License-Identifier: Apache-2.0 OR MIT
// load_echo PORT: a plain TCP service that sends back what it gets, for thousands of connections.
#include <deque>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/core/option.hpp"
#include "ferrule/io/poller.hpp"
#include "ferrule/io/posix_socket.hpp"
#include "ferrule/io/signals.hpp"
#include "tests/load/arguments.hpp"

namespace ferrule {
namespace {

constexpr u64 kListener = ~u64{0};

/// One client: what was read and not yet sent back.
struct Client {
  io::Socket socket;
  std::vector<u8> waiting;
  usize sent = 0;
  bool open = true;

  void advance() {
    while (open && (send() || receive())) {
    }
  }
  bool send() {
    if (sent == waiting.size()) {
      return false;
    }
    const auto count = socket.try_write(Bytes(waiting).subspan(sent));
    note(count);
    sent += count ? *count : 0;
    return count.has_value();
  }
  bool receive() {
    if (sent != waiting.size()) {
      return false;
    }
    waiting.resize(64 * 1024);
    const auto count = socket.try_read(Span<u8>(waiting));
    note(count);
    waiting.resize(count ? *count : 0);
    sent = 0;
    if (count && *count == 0) {
      socket.close();
      open = false;
    }
    return count.has_value();
  }
  void note(const Result<usize, io::IoError>& moved) {
    if (!moved && moved.error().kind != io::IoErrorKind::WouldBlock) {
      socket.close();
      open = false;
    }
  }
};

class Echo {
 public:
  Echo(io::ListenSocket listener, io::Poller poller)
      : listener_{std::move(listener)}, poller_{std::move(poller)} {}

  void run() {
    while (!io::wait_signal(0).has_value()) {
      const auto events = poller_.wait(200);
      if (!events) {
        return;
      }
      for (const io::Readiness& ready : events->span()) {
        if (ready.token == kListener) {
          accept();
        } else {
          clients_[ready.token].advance();
        }
      }
    }
  }

 private:
  io::ListenSocket listener_;
  io::Poller poller_;
  std::deque<Client> clients_;

  void accept() {
    for (;;) {
      auto socket = listener_.try_accept();
      if (!socket) {
        return;
      }
      const int number = socket->number();
      clients_.push_back({std::move(*socket), {}});
      static_cast<void>(poller_.watch_edges(number, clients_.size() - 1).has_value());
    }
  }
};

int run(const std::vector<std::string>& arguments) {
  const std::string port = arguments.size() == 1 ? arguments[0] : std::string();
  const auto address = io::SocketAddress::parse("127.0.0.1:" + port);
  if (!address || !io::raise_descriptor_limit() || !io::hold_signals()) {
    std::cerr << "usage: load_echo PORT\n";
    return 2;
  }
  auto listener = io::ListenSocket::listen(*address);
  auto poller = io::Poller::make();
  if (!listener || !poller || !poller->watch_shared(listener->number(), kListener)) {
    std::cerr << "cannot listen on " << port << "\n";
    return 1;
  }
  Echo(std::move(*listener), std::move(*poller)).run();
  return 0;
}

}  // namespace
}  // namespace ferrule

int main(int argc, char** argv) {
  return ferrule::run(ferrule::testing::copy_arguments(argc, argv));
}
