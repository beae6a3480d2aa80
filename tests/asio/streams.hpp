// SPDX-License-Identifier: Apache-2.0 OR MIT
// Both ends of one connection over loopback, under the Asio that `Kit` names (boost_kit.hpp,
// standalone_kit.hpp: Debian 12's versions cannot be included together).
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "tests/support/tls_pair.hpp"

namespace ferrule::testing {

/// One for all tests of a kit, which run one after another.
template <typename Kit>
FERRULE_STATIC_LIFETIME typename Kit::io_context& context() {
  FERRULE_SYNC static typename Kit::io_context shared;
  return shared;
}
/// Runs until nothing is outstanding.
template <typename Kit>
void run() {
  context<Kit>().restart();
  context<Kit>().run();
}
/// Runs what can run now.
template <typename Kit>
void poll() {
  context<Kit>().restart();
  while (context<Kit>().poll() != 0) {
  }
}

template <typename Kit>
using Plain = typename Kit::template stream<typename Kit::tcp::socket>;
template <typename Kit>
using ErrorCode = typename Kit::Net::error_code;

/// Both ends of one connection.
template <typename Kit, typename Next = typename Kit::tcp::socket>
struct FERRULE_VIEW Streams {
  typename Kit::template stream<Next> client;
  typename Kit::template stream<Next> server;
};

/// What `make` makes of two connected sockets.
template <typename Kit, typename Make>
FERRULE_STATIC_LIFETIME auto over_sockets(Make make) {
  using Tcp = typename Kit::tcp;
  UNSAFE("the sockets belong to the context, which lives as long as the program") {
    typename Tcp::acceptor acceptor(context<Kit>(), {Kit::address_v4::loopback(), 0});
    typename Tcp::socket near(context<Kit>());
    typename Tcp::socket far(context<Kit>());
    near.connect(acceptor.local_endpoint());
    acceptor.accept(far);
    return make(std::move(near), std::move(far));
  }
}

FERRULE_STATIC_LIFETIME inline const pki::ServerName& localhost() {
  static const auto kName = pki::ServerName::parse("localhost");
  return *kName;
}

/// A client and a server; `server` is what the server is made with.
template <typename Kit, typename Next = typename Kit::tcp::socket, typename... Server>
FERRULE_STATIC_LIFETIME Streams<Kit, Next> connected_with(Server&&... server) {
  using Socket = typename Kit::tcp::socket;
  using Stream = typename Kit::template stream<Next>;
  return over_sockets<Kit>([&](Socket near, Socket far) {
    auto config = client_builder().build();
    return Streams<Kit, Next>{Stream(std::move(near), std::move(config).value(), localhost()),
                              Stream(std::move(far), std::forward<Server>(server)...)};
  });
}
template <typename Kit, typename Next = typename Kit::tcp::socket>
FERRULE_STATIC_LIFETIME Streams<Kit, Next> connected() {
  return connected_with<Kit, Next>(server_builder().build().value());
}

/// What an operation came to.
template <typename Kit>
struct Told {
  ErrorCode<Kit> error{};
  usize count = 0;
  int times = 0;
};

/// The completion that notes it.
template <typename Kit>
class FERRULE_VIEW Note {
 public:
  explicit Note(Told<Kit>& told FERRULE_LIFETIMEBOUND) : told_{told} {}
  void operator()(const ErrorCode<Kit>& error, usize count = 0) {
    told_.error = error;
    told_.count = count;
    ++told_.times;
  }

 private:
  Told<Kit>& told_;
};

/// The bytes of a text from some place on.
template <typename Kit, typename Text>
auto buffer(Text& text FERRULE_LIFETIMEBOUND, usize from = 0) {
  auto whole = Kit::buffer(text);
  whole += from;
  return whole;
}

/// Runs until the operation is over.
template <typename Kit>
void run_until(const Told<Kit>& told) {
  context<Kit>().restart();
  while (told.times == 0) {
    context<Kit>().run_one();
  }
}

/// Runs both handshakes to their end.
template <typename Kit>
void handshake_both(Streams<Kit>& streams) {
  Told<Kit> client;
  Told<Kit> server;
  streams.client.async_handshake(Plain<Kit>::client, Note<Kit>(client));
  streams.server.async_handshake(Plain<Kit>::server, Note<Kit>(server));
  run<Kit>();
  EXPECT_EQ(client.times + server.times, 2);
  EXPECT_FALSE(client.error) << client.error.message();
  EXPECT_FALSE(server.error) << server.error.message();
}

}  // namespace ferrule::testing
