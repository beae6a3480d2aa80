// SPDX-License-Identifier: Apache-2.0 OR MIT
// A client and a server in memory, with somebody between them who sees, and may change, everything
// they send.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/tls/connection.hpp"
#include "ferrule/tls/side.hpp"
#include "tests/support/configs.hpp"

namespace ferrule::testing {

/// Gives all of `bytes` to `to`, and moves the plaintext that comes of them to `read`; stops at the
/// first error and returns it. The rest is dropped then, as a transport would.
std::optional<tls::Error> deliver(tls::Connection& to, Bytes bytes, std::vector<u8>& read);

/// Takes all that `from` wants to send.
[[nodiscard]] std::vector<u8> take_output(tls::Connection& from);

/// How a conversation ended.
struct Outcome {
  /// Both finished their handshake, and a greeting went through in each direction.
  bool completed = false;
  /// It came to nothing, and yet a side has no error even when the transport ends.
  bool unnoticed = false;
  Option<tls::Error> client_error;
  Option<tls::Error> server_error;

  [[nodiscard]] bool anyone_failed() const {
    return client_error.has_value() || server_error.has_value();
  }
};

/// Both ends of one connection.
class TlsPair {
 public:
  TlsPair(tls::Connection client, tls::Connection server)
      : client_(std::move(client)), server_(std::move(server)) {}

  [[nodiscard]] static TlsPair make(Arc<tls::ClientConfig> client, Arc<tls::ServerConfig> server,
                                    std::string_view name = "localhost");

  [[nodiscard]] tls::Connection& client() FERRULE_LIFETIMEBOUND { return client_; }
  [[nodiscard]] tls::Connection& server() FERRULE_LIFETIMEBOUND { return server_; }
  [[nodiscard]] tls::Connection& side(tls::Side which) FERRULE_LIFETIMEBOUND {
    return which == tls::Side::Client ? client_ : server_;
  }

  /// Moves what `from` has to send to the other side, after `tap(from, bytes)` may have changed it.
  /// True when there was something.
  template <typename Tap>
  bool transfer(tls::Side from, Tap&& tap) {
    std::vector<u8> bytes = take_output(side(from));
    if (bytes.empty()) {
      return false;
    }
    tap(from, bytes);
    give(tls::other(from), bytes);
    return true;
  }
  bool transfer(tls::Side from);
  /// Gives `bytes` to a side, as if the other had sent them.
  void give(tls::Side to, Bytes bytes);

  /// Until both are silent; `tap(from, bytes)` stands between them. Each side's first error is
  /// kept.
  template <typename Tap>
  void run(Tap&& tap) {
    constexpr int kMaxRounds = 100;
    for (int round = 0; round < kMaxRounds; ++round) {
      const bool sent = transfer(tls::Side::Client, tap);
      const bool answered = transfer(tls::Side::Server, tap);
      if (!sent && !answered) {
        return;
      }
    }
  }
  void run();
  /// run(), and whether both sides have finished the handshake.
  [[nodiscard]] bool handshake();

  /// run(), greetings if that went well, and else the end of the transport.
  template <typename Tap>
  [[nodiscard]] Outcome converse(Tap&& tap) {
    run(tap);
    return outcome();
  }
  [[nodiscard]] Outcome converse();

  /// The plaintext that a side has read so far.
  [[nodiscard]] std::vector<u8>& read_by(tls::Side which) FERRULE_LIFETIMEBOUND {
    return which == tls::Side::Client ? read_by_client_ : read_by_server_;
  }

  /// The first error of a side.
  [[nodiscard]] const std::optional<tls::Error>& client_error() const FERRULE_LIFETIMEBOUND {
    return client_error_;
  }
  [[nodiscard]] const std::optional<tls::Error>& server_error() const FERRULE_LIFETIMEBOUND {
    return server_error_;
  }

 private:
  tls::Connection client_;
  tls::Connection server_;
  std::vector<u8> read_by_client_;
  std::vector<u8> read_by_server_;
  std::optional<tls::Error> client_error_;
  std::optional<tls::Error> server_error_;

  [[nodiscard]] Outcome outcome();
};

/// Sends `data` from one side and returns what the other side read.
[[nodiscard]] std::vector<u8> send_through(TlsPair& pair, tls::Side from, Bytes data);

}  // namespace ferrule::testing
