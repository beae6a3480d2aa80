// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "tests/load/load_client.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ferrule/io/deadline.hpp"
#include "ferrule/io/system_allocator.hpp"
#include "ferrule/pki/name/server_name.hpp"

namespace ferrule::testing {
namespace {

constexpr u64 kSlowPieceMs = 50;
constexpr u64 kSlowPiece = 4096;

bool would_block(const io::IoError& error) { return error.kind == io::IoErrorKind::WouldBlock; }

Option<LoadConnection> open(const Load& load, const Arc<tls::ClientConfig>& config, u32 number) {
  auto socket = io::Socket::start_connect(load.server);
  auto connection = tls::Connection::client(system_allocator(), config,
                                            pki::ServerName::parse("localhost").value());
  if (!socket || !connection) {
    return kNone;
  }
  return LoadConnection(std::move(*socket), std::move(*connection), number, load.bytes,
                        number < load.slow);
}

/// The whole load while it runs.
class Run {
 public:
  Run(const Load& load, io::Poller poller) : load_{load}, poller_{std::move(poller)} {}

  LoadResult run(const Arc<tls::ClientConfig>& config) {
    for (u32 i = 0; i < load_.connections; ++i) {
      Option<LoadConnection> made = open(load_, config, i);
      if (!made || !poller_.watch_edges(made->number(), i)) {
        ++result_.failed;
        return result_;
      }
      connections_.push_back(std::move(*made));
    }
    while (left() && io::monotonic_ms() < started_ms_ + load_.limit_ms) {
      step();
    }
    for (const LoadConnection& connection : connections_) {
      const bool good = connection.is_done() && !connection.has_failed();
      ++(good ? result_.finished : result_.failed);
      result_.bytes_verified += connection.received();
    }
    return result_;
  }

 private:
  Load load_;
  io::Poller poller_;
  std::vector<LoadConnection> connections_;
  LoadResult result_;
  bool sending_ = false;
  u64 started_ms_ = io::monotonic_ms();
  u64 sending_since_ms_ = 0;
  u64 next_piece_ms_ = 0;

  bool left() {
    bool fast_left = false;
    bool any_left = false;
    for (const LoadConnection& connection : connections_) {
      any_left = any_left || !connection.is_done();
      fast_left = fast_left || (!connection.is_done() && !connection.is_slow());
    }
    const u64 passed_ms = sending_ ? io::monotonic_ms() - sending_since_ms_ : 0;
    if (!fast_left && result_.fast_finished_ms == 0) {
      result_.fast_finished_ms = passed_ms;
    }
    result_.all_finished_ms = passed_ms;
    return any_left;
  }

  void step() {
    const auto events = poller_.wait(static_cast<int>(kSlowPieceMs));
    if (!events) {
      return;
    }
    for (const io::Readiness& ready : events->span()) {
      LoadConnection& connection = connections_[ready.token];
      connection.ready(ready.readable, ready.writable);
      connection.advance(sending_);
    }
    if (!sending_) {
      start_sending();
    } else if (io::monotonic_ms() >= next_piece_ms_) {
      next_piece_ms_ = io::monotonic_ms() + kSlowPieceMs;
      for (LoadConnection& connection : connections_) {
        if (connection.is_slow()) {
          connection.allow(kSlowPiece);
          connection.advance(true);
        }
      }
    }
  }

  /// Once every connection is ready, so that all of them are open at the same time.
  void start_sending() {
    for (const LoadConnection& connection : connections_) {
      if (connection.is_handshaking() && !connection.has_failed()) {
        return;
      }
    }
    sending_ = true;
    sending_since_ms_ = io::monotonic_ms();
    result_.handshakes_ms = sending_since_ms_ - started_ms_;
    for (LoadConnection& connection : connections_) {
      connection.advance(true);
    }
  }
};

}  // namespace

void LoadConnection::advance(bool sending) {
  bool moved = true;
  while (moved && !is_done()) {
    moved = flush();
    moved = receive() || moved;
    moved = verify() || moved;
    if (sending && !connection_.is_handshaking()) {
      moved = seal() || moved;
    }
  }
}

bool LoadConnection::seal() {
  if (sent_ == bytes_) {
    if (!told_ && received_ == bytes_) {
      told_ = true;
      connection_.send_close_notify();
      return true;
    }
    return false;
  }
  if (!connection_.pending_tls().empty()) {
    return false;
  }
  std::array<u8, 16 * 1024> piece{};
  const usize count = static_cast<usize>(std::min<u64>(piece.size(), bytes_ - sent_));
  for (usize i = 0; i < count; ++i) {
    piece[i] = expected(sent_ + i);
  }
  const auto taken = connection_.write(Bytes(piece).first(count));
  failed_ = failed_ || !taken;
  sent_ += taken ? *taken : 0;
  return taken && *taken != 0;
}

bool LoadConnection::flush() {
  if (!writable_ || connection_.pending_tls().empty()) {
    return false;
  }
  const auto count = socket_.try_write(connection_.pending_tls());
  if (!count) {
    writable_ = false;
    failed_ = failed_ || !would_block(count.error());
    return false;
  }
  connection_.tls_written(*count);
  return true;
}

bool LoadConnection::receive() {
  if (!readable_ || ended_ || !connection_.plaintext().empty()) {
    return false;
  }
  const auto space = connection_.read_buffer();
  if (!space) {
    failed_ = true;
    return false;
  }
  const auto count = socket_.try_read(*space);
  if (!count) {
    readable_ = false;
    failed_ = failed_ || !would_block(count.error());
    return false;
  }
  if (*count == 0) {
    connection_.received_eof();
  } else {
    connection_.received(*count);
  }
  failed_ = failed_ || !connection_.process_new_packets();
  ended_ = connection_.peer_closed() && connection_.plaintext().empty();
  return true;
}

bool LoadConnection::verify() {
  const Bytes ready = connection_.plaintext();
  usize count = ready.size();
  if (slow_) {
    count = static_cast<usize>(std::min<u64>(count, allowance_));
    allowance_ -= count;
  }
  for (usize i = 0; i < count; ++i) {
    failed_ = failed_ || ready[i] != expected(received_ + i);
  }
  connection_.consume(count);
  received_ += count;
  failed_ = failed_ || received_ > bytes_;
  ended_ = connection_.peer_closed() && connection_.plaintext().empty();
  return count != 0;
}

LoadResult run_load(const Load& load, const Arc<tls::ClientConfig>& config) {
  auto poller = io::Poller::make();
  if (!poller) {
    LoadResult none;
    none.failed = load.connections;
    return none;
  }
  return Run(load, std::move(*poller)).run(config);
}

}  // namespace ferrule::testing
