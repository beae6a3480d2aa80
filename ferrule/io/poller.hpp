// SPDX-License-Identifier: Apache-2.0 OR MIT
// Readiness of many descriptors (epoll). What is watched is named by a token, so nothing here
// refers to anybody's objects.
#pragma once

#include "ferrule/core/array.hpp"
#include "ferrule/core/fixed_vec.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/file_descriptor.hpp"
#include "ferrule/io/io_error.hpp"

namespace ferrule::io {

struct Readiness {
  u64 token = 0;
  bool readable = false;  ///< also when the peer ended or the connection failed
  bool writable = false;
};

class Poller {
 public:
  using Events = FixedVec<Readiness, 256>;

  static Result<Poller, IoError> make();

  /// Tells each change of readiness once (edge-triggered): read or write until WouldBlock.
  Result<void, IoError> watch_edges(int number, u64 token);
  /// Tells that there is something to read as long as there is; of several pollers that watch the
  /// same descriptor only some wake up.
  Result<void, IoError> watch_shared(int number, u64 token);
  Result<void, IoError> forget(int number);

  /// Waits up to `limit_ms` (negative: for ever) and gives what is ready, perhaps nothing.
  Result<Events, IoError> wait(int limit_ms);

 private:
  FileDescriptor epoll_;

  explicit Poller(FileDescriptor epoll) : epoll_{std::move(epoll)} {}
};

/// Wakes up a Poller of another thread: its descriptor becomes readable.
class Wakeup {
 public:
  static Result<Wakeup, IoError> make();
  [[nodiscard]] Result<Wakeup, IoError> duplicate() const;
  void signal() const;
  /// Makes it quiet again.
  void drain() const;
  [[nodiscard]] int number() const { return event_.number(); }

 private:
  FileDescriptor event_;

  explicit Wakeup(FileDescriptor event) : event_{std::move(event)} {}
};

}  // namespace ferrule::io
