// SPDX-License-Identifier: Apache-2.0 OR MIT
// What the main thread tells the session loops, and what these count together. One object, shared
// by all of them, that locks its own data.
#pragma once

#include <mutex>
#include <optional>
#include <utility>

#include "cmd/serve/line_limit.hpp"
#include "ferrule/core/arc.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/tls/config/server_config.hpp"

namespace ferrule::cmd {

class Control {
 public:
  Control(Arc<tls::ServerConfig> config, LineLimit failures)
      : config_{std::move(config)}, failures_{failures} {}

  /// The configuration for the next connection; those that exist keep theirs.
  [[nodiscard]] Arc<tls::ServerConfig> config() {
    const std::lock_guard lock(mutex_);
    return config_;
  }
  void replace_config(Arc<tls::ServerConfig> config) {
    const std::lock_guard lock(mutex_);
    config_ = std::move(config);
  }

  /// No more connections are accepted; at `end_ms` (monotonic) those left are closed.
  void start_drain(u64 end_ms) {
    const std::lock_guard lock(mutex_);
    drain_end_ms_ = end_ms;
  }
  [[nodiscard]] std::optional<u64> drain_end_ms() {
    const std::lock_guard lock(mutex_);
    return drain_end_ms_;
  }

  /// The lines about sessions that failed, of all loops.
  [[nodiscard]] bool admit_failure(u64 now_ms) {
    const std::lock_guard lock(mutex_);
    return failures_.admit(now_ms);
  }
  [[nodiscard]] u64 take_failures_left_out(u64 now_ms) {
    const std::lock_guard lock(mutex_);
    return failures_.take_left_out(now_ms);
  }
  [[nodiscard]] u64 take_all_failures_left_out() {
    const std::lock_guard lock(mutex_);
    return failures_.take_all_left_out();
  }

  void loop_started() {
    const std::lock_guard lock(mutex_);
    ++running_;
  }
  void loop_ended() {
    const std::lock_guard lock(mutex_);
    --running_;
  }
  [[nodiscard]] u32 running() {
    const std::lock_guard lock(mutex_);
    return running_;
  }

 private:
  std::mutex mutex_;
  Arc<tls::ServerConfig> config_;
  LineLimit failures_;
  std::optional<u64> drain_end_ms_;
  u32 running_ = 0;
};

}  // namespace ferrule::cmd
