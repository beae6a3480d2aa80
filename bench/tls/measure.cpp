// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "bench/tls/measure.hpp"

#include <chrono>
#include <memory>

namespace ferrule::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMaxFlights = 10;
constexpr usize kWrite = 1 << 20;
constexpr Seconds kFailed{-1, -1};

template <typename Work>
auto timed(double& seconds, Work&& work) {
  const auto start = Clock::now();
  auto result = work();
  seconds += std::chrono::duration<double>(Clock::now() - start).count();
  return result;
}

bool shake_hands(Endpoint& client, Endpoint& server, Seconds& spent) {
  Wire to_server;
  Wire to_client;
  for (int flight = 0; flight < kMaxFlights; ++flight) {
    if (!timed(spent.client, [&] { return client.handshake(to_client, to_server); })) {
      return false;
    }
    to_client.clear();
    if (!timed(spent.server, [&] { return server.handshake(to_server, to_client); })) {
      return false;
    }
    to_server.clear();
    if (!client.handshaking() && !server.handshaking() && to_client.empty()) {
      return true;
    }
  }
  return false;
}

}  // namespace

Seconds time_handshake(Library& library) {
  Seconds spent;
  const auto client = timed(spent.client, [&] { return library.client(); });
  const auto server = timed(spent.server, [&] { return library.server(); });
  return shake_hands(*client, *server, spent) ? spent : kFailed;
}

Seconds time_transfer(Library& library, usize total) {
  Seconds unused;
  const auto client = library.client();
  const auto server = library.server();
  if (!shake_hands(*client, *server, unused)) {
    return kFailed;
  }
  Seconds spent;
  const std::vector<u8> plaintext(kWrite, 0x5a);
  Wire wire;
  wire.reserve(kWrite + kWrite / 16);
  for (usize done = 0; done < total; done += kWrite) {
    wire.clear();
    if (!timed(spent.server, [&] { return server->send(plaintext, wire); }) ||
        timed(spent.client, [&] { return client->receive(wire); }) != kWrite) {
      return kFailed;
    }
  }
  return spent;
}

}  // namespace ferrule::bench
