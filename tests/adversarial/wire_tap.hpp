// SPDX-License-Identifier: Apache-2.0 OR MIT
// A client and a server with somebody between them who sees, and may change, everything they send.
#pragma once

#include <utility>
#include <vector>

#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/tls/connection.hpp"

namespace ferrule::testing {

enum class Sender : u8 { Client, Server };

/// How a conversation ended.
struct Outcome {
  /// Both finished their handshake, and a greeting went through in each direction.
  bool completed = false;
  Option<tls::Error> client_error;
  Option<tls::Error> server_error;

  [[nodiscard]] bool anyone_failed() const {
    return client_error.has_value() || server_error.has_value();
  }
};

/// Everything `connection` has to send, taken from it.
[[nodiscard]] std::vector<u8> take_output(tls::Connection& connection);

/// Hands `bytes` over in as large pieces as fit. After an error the rest is dropped, as a transport
/// would.
void deliver(tls::Connection& connection, Bytes bytes);

/// Sends a greeting in each direction; true when both arrived as they were.
[[nodiscard]] bool greet_each_other(tls::Connection& client, tls::Connection& server);

/// Rounds after which a conversation that still goes on is given up.
inline constexpr usize kMaxRounds = 8;

/// Lets both talk until nothing moves. `tap(Sender, number of the flight, bytes) -> bytes` stands
/// between them.
template <typename Tap>
[[nodiscard]] Outcome converse(tls::Connection& client, tls::Connection& server, Tap&& tap) {
  for (usize round = 0; round < kMaxRounds; ++round) {
    const std::vector<u8> from_client = take_output(client);
    if (!from_client.empty()) {
      deliver(server, tap(Sender::Client, round, from_client));
    }
    const std::vector<u8> from_server = take_output(server);
    if (!from_server.empty()) {
      deliver(client, tap(Sender::Server, round, from_server));
    }
    if (from_client.empty() && from_server.empty()) {
      break;
    }
  }
  Outcome outcome;
  outcome.client_error = client.failure();
  outcome.server_error = server.failure();
  outcome.completed = !outcome.anyone_failed() && !client.is_handshaking() &&
                      !server.is_handshaking() && greet_each_other(client, server);
  return outcome;
}

}  // namespace ferrule::testing
