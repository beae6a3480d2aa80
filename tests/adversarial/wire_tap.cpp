// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/adversarial/wire_tap.hpp"

#include <algorithm>

#include "ferrule/core/array.hpp"

namespace ferrule::testing {
namespace {

constexpr Array<u8, 5> kGreeting = {'h', 'e', 'l', 'l', 'o'};

[[nodiscard]] bool greet(tls::Connection& from, tls::Connection& to) {
  const auto written = from.write(kGreeting.span());
  if (!written || *written != kGreeting.size()) {
    return false;
  }
  deliver(to, take_output(from));
  return equal(to.plaintext(), kGreeting.span());
}

}  // namespace

std::vector<u8> take_output(tls::Connection& connection) {
  std::vector<u8> taken;
  while (!connection.pending_tls().empty()) {
    const Bytes pending = connection.pending_tls();
    for (const u8 byte : pending) {
      taken.push_back(byte);
    }
    connection.tls_written(pending.size());
  }
  return taken;
}

void deliver(tls::Connection& connection, Bytes bytes) {
  while (!bytes.empty()) {
    auto space = connection.read_buffer();
    if (!space || space->empty()) {
      return;
    }
    const usize count = std::min(space->size(), bytes.size());
    space->first(count).copy_from(bytes.first(count));
    connection.received(count);
    if (!connection.process_new_packets()) {
      return;
    }
    bytes = bytes.subspan(count);
  }
}

bool greet_each_other(tls::Connection& client, tls::Connection& server) {
  return greet(client, server) && greet(server, client);
}

}  // namespace ferrule::testing
