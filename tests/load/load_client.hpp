// SPDX-License-Identifier: Apache-2.0 OR MIT
// Many TLS connections at once to an echo service, in one thread; every byte that comes back is
// verified.
#pragma once

#include <vector>

#include "ferrule/core/arc.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/poller.hpp"
#include "ferrule/io/posix_socket.hpp"
#include "ferrule/io/socket_address.hpp"
#include "ferrule/tls/config/client_config.hpp"
#include "ferrule/tls/connection.hpp"

namespace ferrule::testing {

struct Load {
  io::SocketAddress server{};
  u32 connections = 0;
  u32 slow = 0;      ///< of these, how many read 4 KiB every 50 ms only
  u64 bytes = 0;     ///< each way, per connection
  u64 limit_ms = 0;  ///< for everything
};

struct LoadResult {
  u32 finished = 0;
  u32 failed = 0;
  u64 bytes_verified = 0;
  u64 handshakes_ms = 0;     ///< until the last connection was ready
  u64 fast_finished_ms = 0;  ///< from then until the last fast one had everything
  u64 all_finished_ms = 0;
};

/// One connection of the load. Sends when all are ready, and ends when its echo is complete.
class LoadConnection {
 public:
  LoadConnection(io::Socket socket, tls::Connection connection, u32 number, u64 bytes, bool slow)
      : socket_{std::move(socket)},
        connection_{std::move(connection)},
        number_{number},
        bytes_{bytes},
        slow_{slow} {}

  void ready(bool readable, bool writable) {
    readable_ = readable_ || readable;
    writable_ = writable_ || writable;
  }
  /// Moves what can be moved. `sending`: all connections are ready.
  void advance(bool sending);
  /// A slow reader may take this much more.
  void allow(u64 bytes) { allowance_ += bytes; }

  [[nodiscard]] bool is_handshaking() const { return connection_.is_handshaking(); }
  [[nodiscard]] int number() const { return socket_.number(); }
  [[nodiscard]] bool is_slow() const { return slow_; }
  [[nodiscard]] bool is_done() const { return failed_ || (received_ == bytes_ && ended_); }
  [[nodiscard]] bool has_failed() const { return failed_; }
  [[nodiscard]] u64 received() const { return received_; }

 private:
  io::Socket socket_;
  tls::Connection connection_;
  u32 number_;
  u64 bytes_;
  bool slow_;
  bool readable_ = false;
  bool writable_ = false;
  bool failed_ = false;
  bool told_ = false;
  bool ended_ = false;
  u64 sent_ = 0;
  u64 received_ = 0;
  u64 allowance_ = 0;

  [[nodiscard]] bool seal();
  [[nodiscard]] bool flush();
  [[nodiscard]] bool receive();
  [[nodiscard]] bool verify();
  [[nodiscard]] u8 expected(u64 offset) const {
    return static_cast<u8>(offset * 31 + offset / 251 + number_);
  }
};

[[nodiscard]] LoadResult run_load(const Load& load, const Arc<tls::ClientConfig>& config);

}  // namespace ferrule::testing
