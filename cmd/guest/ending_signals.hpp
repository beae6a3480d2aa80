// SPDX-License-Identifier: Apache-2.0 OR MIT
// What asks this process to end (Ctrl-C, SIGTERM, a terminal or pipe that closes), and how it can
// tidy up first.
#pragma once

#include "ferrule/io/file_descriptor.hpp"

namespace ferrule::cmd::guest {

/// While it lives, those signals stay pending: Process::wait() says Interrupted, and whoever waits
/// returns. At its end they do what they always do, so that this process still ends by them. Those
/// that are ignored (nohup) stay ignored. For a process with one thread.
class EndingSignals {
 public:
  EndingSignals();
  EndingSignals(const EndingSignals&) = delete;
  EndingSignals& operator=(const EndingSignals&) = delete;
  EndingSignals(EndingSignals&&) = delete;
  EndingSignals& operator=(EndingSignals&&) = delete;
  ~EndingSignals();

  /// Readable, and never to be read, while one of them is pending.
  [[nodiscard]] static io::FileDescriptor watch();
  /// For a child: none is held any more.
  static void release();
};

}  // namespace ferrule::cmd::guest
