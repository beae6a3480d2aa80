// SPDX-License-Identifier: Apache-2.0 OR MIT
// A client and a server in memory, and what a test may do to the bytes between them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/box.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/crypto/default_provider.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/name/server_name.hpp"
#include "ferrule/tls/config/clock.hpp"
#include "ferrule/tls/config/default_verifiers.hpp"
#include "ferrule/tls/connection.hpp"
#include "tests/support/identities.hpp"

namespace ferrule::testing {

/// 2026-11-20: inside of the validity of all of tests/pki but what is expired or not yet valid.
inline constexpr i64 kTestTime = 1795132800;

/// The default provider, looked up once.
[[nodiscard]] inline Arc<crypto::DefaultProvider> test_provider() {
  static const Arc<crypto::DefaultProvider> provider =
      crypto::make_default_provider(system_allocator()).value();
  return provider;
}

[[nodiscard]] inline Box<tls::Clock> test_clock(i64 seconds = kTestTime) {
  return Box<tls::FixedClock>::make(system_allocator(), seconds).value();
}

/// A builder for a client that trusts `ca`; change what you like, then build().
[[nodiscard]] inline tls::ClientConfigBuilder client_builder(std::string_view ca = "ca.pem",
                                                             i64 now = kTestTime) {
  const AllocatorRef heap = system_allocator();
  return tls::ClientConfig::builder(heap, test_provider())
      .value()
      .clock(test_clock(now))
      .verifier(
          Box<tls::PkiServerVerifier>::make(heap, test_provider()->provider(), anchors(heap, ca))
              .value());
}

/// A builder for a server that is `who` of tests/pki.
[[nodiscard]] inline tls::ServerConfigBuilder server_builder(std::string_view who = "p256") {
  const AllocatorRef heap = system_allocator();
  return tls::ServerConfig::builder(heap, test_provider())
      .value()
      .clock(test_clock())
      .certificate(identity(heap, test_provider()->provider(), who))
      .value();
}

[[nodiscard]] inline Box<tls::ClientCertVerifier> client_verifier(std::string_view ca = "ca.pem") {
  const AllocatorRef heap = system_allocator();
  return Box<tls::PkiClientVerifier>::make(heap, test_provider()->provider(), anchors(heap, ca))
      .value();
}

/// Gives all of `bytes` to `to`, and moves the plaintext that comes of them to `read`; stops at the
/// first error and returns it.
inline std::optional<tls::Error> deliver(tls::Connection& to, Bytes bytes, std::vector<u8>& read) {
  while (true) {
    Result<MutBytes, tls::Error> space = to.read_buffer();
    if (!space) {
      return std::move(space).error();
    }
    const usize count = bytes.size() < space->size() ? bytes.size() : space->size();
    space->first(count).copy_from(bytes.first(count));
    to.received(count);
    bytes = bytes.subspan(count);
    const auto state = to.process_new_packets();
    while (!to.plaintext().empty()) {
      for (const u8 byte : to.plaintext()) {
        read.push_back(byte);
      }
      to.consume(to.plaintext().size());
    }
    if (!state) {
      return state.error();
    }
    if (bytes.empty()) {
      return std::nullopt;
    }
  }
}

/// Takes all that `from` wants to send.
[[nodiscard]] inline std::vector<u8> take_output(tls::Connection& from) {
  std::vector<u8> bytes;
  for (const u8 byte : from.pending_tls()) {
    bytes.push_back(byte);
  }
  from.tls_written(bytes.size());
  return bytes;
}

/// Both ends of one connection.
class TlsPair {
 public:
  TlsPair(tls::Connection client, tls::Connection server)
      : client_(std::move(client)), server_(std::move(server)) {}

  [[nodiscard]] static TlsPair make(Arc<tls::ClientConfig> client, Arc<tls::ServerConfig> server,
                                    std::string_view name = "localhost") {
    const AllocatorRef heap = system_allocator();
    return TlsPair(
        tls::Connection::client(heap, std::move(client), pki::ServerName::parse(name).value())
            .value(),
        tls::Connection::server(heap, std::move(server)).value());
  }

  [[nodiscard]] tls::Connection& client() FERRULE_LIFETIMEBOUND { return client_; }
  [[nodiscard]] tls::Connection& server() FERRULE_LIFETIMEBOUND { return server_; }
  [[nodiscard]] tls::Connection& side(tls::Side which) FERRULE_LIFETIMEBOUND {
    return which == tls::Side::Client ? client_ : server_;
  }

  /// Moves what `from` has to send to the other side, after `tamper(from, bytes)` may have changed
  /// it. True when there was something.
  template <typename Tamper>
  bool transfer(tls::Side from, Tamper&& tamper) {
    std::vector<u8> bytes = take_output(side(from));
    if (bytes.empty()) {
      return false;
    }
    tamper(from, bytes);
    if (from == tls::Side::Client) {
      note(server_error_, deliver(server_, bytes, read_by_server_));
    } else {
      note(client_error_, deliver(client_, bytes, read_by_client_));
    }
    return true;
  }
  bool transfer(tls::Side from) {
    return transfer(from, [](tls::Side, std::vector<u8>&) {});
  }
  /// Until both are silent. Each side's first error is kept.
  template <typename Tamper>
  void run(Tamper&& tamper) {
    constexpr int kMaxRounds = 100;
    for (int round = 0; round < kMaxRounds; ++round) {
      const bool sent = transfer(tls::Side::Client, tamper);
      const bool answered = transfer(tls::Side::Server, tamper);
      if (!sent && !answered) {
        return;
      }
    }
  }
  void run() {
    run([](tls::Side, std::vector<u8>&) {});
  }
  /// run(), and whether both sides have finished the handshake.
  [[nodiscard]] bool handshake() {
    run();
    return !client_.is_handshaking() && !server_.is_handshaking() && !client_error_ &&
           !server_error_;
  }

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

  static void note(std::optional<tls::Error>& kept, const std::optional<tls::Error>& error) {
    if (!kept) {
      kept = error;
    }
  }
};

/// Sends `data` from one side and returns what the other side read.
[[nodiscard]] inline std::vector<u8> send_through(TlsPair& pair, tls::Side from, Bytes data) {
  const tls::Side to = tls::other(from);
  pair.read_by(to).clear();
  while (!data.empty()) {
    const auto taken = pair.side(from).write(data);
    if (!taken || *taken == 0) {
      break;
    }
    data = data.subspan(*taken);
    pair.transfer(from);
  }
  return pair.read_by(to);
}

}  // namespace ferrule::testing
