// SPDX-License-Identifier: Apache-2.0 OR MIT
// TCP sockets. Every one is non-blocking; whoever wants to wait says for how long.
#pragma once

#include "ferrule/core/option.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/file_descriptor.hpp"
#include "ferrule/io/io_error.hpp"
#include "ferrule/io/socket_address.hpp"

namespace ferrule::io {

enum class WaitFor : u8 { Readable, Writable };

/// A connected (or connecting) TCP socket. A Transport (transport.hpp) that waits at most the
/// limits set; the try_ functions never wait.
class Socket {
 public:
  static constexpr u32 kNoLimit = 0;

  Socket() = default;
  /// Takes over a non-blocking stream socket.
  explicit Socket(FileDescriptor descriptor) : descriptor_{std::move(descriptor)} {}

  /// Starts to connect; writable means finished, take_error() says how.
  static Result<Socket, IoError> start_connect(const SocketAddress& address);
  /// Connects within `limit_ms` (kNoLimit: as long as the system tries).
  static Result<Socket, IoError> connect(const SocketAddress& address, u32 limit_ms);

  /// Limits of one wait in read_some and write_some, in milliseconds.
  void set_limits(u32 read_ms, u32 write_ms) {
    read_ms_ = read_ms;
    write_ms_ = write_ms;
  }
  /// No wait of read_some and write_some goes beyond this monotonic_ms() (kNoLimit: none), and past
  /// it they fail even without a wait: a peer that sends without end is stopped too.
  void set_deadline(u64 at_ms) { deadline_ms_ = at_ms; }
  /// Waits for some bytes. 0 is the end of the peer's data.
  Result<usize, IoError> read_some(MutBytes into) const;
  /// Waits until some of `from` went out; at least one byte unless `from` is empty.
  Result<usize, IoError> write_some(Bytes from) const;

  [[nodiscard]] Result<usize, IoError> try_read(MutBytes into) const;
  [[nodiscard]] Result<usize, IoError> try_write(Bytes from) const;

  /// No more bytes will follow; the peer reads an end.
  Result<void, IoError> shutdown_write() const;
  /// Why the connect failed, if it did.
  [[nodiscard]] Result<void, IoError> take_error() const;
  /// Closing sends a reset instead of an orderly end, so that the peer cannot mistake it for one.
  void reset_on_close() const;

  [[nodiscard]] Result<SocketAddress, IoError> local_address() const;
  [[nodiscard]] Result<SocketAddress, IoError> peer_address() const;
  [[nodiscard]] int number() const { return descriptor_.number(); }
  [[nodiscard]] bool is_open() const { return descriptor_.is_open(); }
  void close() { descriptor_.close(); }

 private:
  FileDescriptor descriptor_;
  u32 read_ms_ = kNoLimit;
  u32 write_ms_ = kNoLimit;
  u64 deadline_ms_ = kNoLimit;

  /// What one wait may take of `limit_ms`; TimedOut past the deadline.
  [[nodiscard]] Result<u32, IoError> wait_limit(u32 limit_ms) const;
};

/// A listening TCP socket.
class ListenSocket {
 public:
  static Result<ListenSocket, IoError> listen(const SocketAddress& address, int backlog = 4096);

  /// The next connection, or WouldBlock.
  [[nodiscard]] Result<Socket, IoError> try_accept() const;
  [[nodiscard]] Result<SocketAddress, IoError> local_address() const;
  [[nodiscard]] int number() const { return descriptor_.number(); }
  /// A second handle to the same queue of connections.
  [[nodiscard]] Result<ListenSocket, IoError> duplicate() const;

 private:
  FileDescriptor descriptor_;

  explicit ListenSocket(FileDescriptor descriptor) : descriptor_{std::move(descriptor)} {}
};

/// Waits until the descriptor is ready; TimedOut after `limit_ms` (kNoLimit: waits for ever).
Result<void, IoError> wait_for(int number, WaitFor what, u32 limit_ms);

}  // namespace ferrule::io
