// SPDX-License-Identifier: Apache-2.0 OR MIT
// SessionLoop: one thread's share of the sessions. Everything it waits for is named by a token.
#pragma once

#include <vector>

#include "cmd/serve/control.hpp"
#include "cmd/serve/log.hpp"
#include "cmd/serve/session.hpp"
#include "cmd/serve/settings.hpp"
#include "cmd/serve/slab.hpp"
#include "cmd/serve/tokens.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/ref.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/io/poller.hpp"
#include "ferrule/io/posix_socket.hpp"

namespace ferrule::cmd {

/// What a loop needs to know of the settings, with its own share of the limits.
struct LoopSettings {
  io::SocketAddress backend{};
  Limits limits{};
  LogFormat log_format = LogFormat::Logfmt;
  u32 number = 0;  ///< of the loop, from 0
};

class SessionLoop {
 public:
  static Result<SessionLoop, io::IoError> make(LoopSettings settings, Ref<Control> control,
                                               io::ListenSocket listener, io::Wakeup wakeup);

  /// Serves until a drain has ended.
  void run();

 private:
  LoopSettings settings_;
  Ref<Control> control_;
  io::Poller poller_;
  Option<io::ListenSocket> listener_;  ///< until the drain
  io::Wakeup wakeup_;
  Slab<Session> sessions_;
  std::vector<Token> runnable_;
  std::vector<u8> scratch_;
  bool accepting_ = false;
  bool accept_fails_ = false;
  bool draining_ = false;
  u64 accept_again_ms_ = 0;
  u64 next_sweep_ms_ = 0;
  u64 accepted_ = 0;

  SessionLoop(LoopSettings settings, Ref<Control> control, io::Poller poller,
              io::ListenSocket listener, io::Wakeup wakeup);

  void handle(const io::Readiness& ready, u64 now_ms);
  void update_accepting(u64 now_ms);
  [[nodiscard]] bool accept_some(u64 now_ms);
  void admit(io::Socket client, u64 now_ms);
  void pause_accepting(const io::IoError& error, u64 now_ms);
  void note_accepted();
  void start_drain(u64 now_ms);
  void advance(Token token, u64 now_ms);
  void connect_backend(Token token, u64 now_ms);
  void finish(Token token, u64 now_ms);
  void log_failure(const LogLine& line, u64 now_ms);
  void run_others(u64 now_ms);
  void sweep(u64 now_ms);
  [[nodiscard]] bool drained(u64 now_ms);
};

}  // namespace ferrule::cmd
