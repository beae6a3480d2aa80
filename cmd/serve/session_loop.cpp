// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/serve/session_loop.hpp"

#include <string>
#include <utility>

#include "cmd/serve/session_log.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/io/deadline.hpp"
#include "ferrule/io/system_allocator.hpp"

namespace ferrule::cmd {
namespace {

constexpr usize kScratch = 64 * 1024;
/// Limits are looked at this often, so they are kept within it.
constexpr u64 kSweepMs = 250;
/// A connection more than this many per turn is left to other loops.
constexpr int kAcceptTurn = 16;
constexpr u64 kAcceptPauseMs = 1'000;
/// A session at rest for this long needs no buffers.
constexpr u64 kRestMs = 1'000;

}  // namespace

Result<SessionLoop, io::IoError> SessionLoop::make(LoopSettings settings, Ref<Control> control,
                                                   io::ListenSocket listener, io::Wakeup wakeup) {
  TRY(io::Poller poller, io::Poller::make());
  TRYV(poller.watch_shared(wakeup.number(), kWakeupName));
  return SessionLoop(std::move(settings), control, std::move(poller), std::move(listener),
                     std::move(wakeup));
}

SessionLoop::SessionLoop(LoopSettings settings, Ref<Control> control, io::Poller poller,
                         io::ListenSocket listener, io::Wakeup wakeup)
    : settings_{std::move(settings)},
      control_{control},
      poller_{std::move(poller)},
      listener_(std::move(listener)),
      wakeup_{std::move(wakeup)},
      scratch_(kScratch) {}

void SessionLoop::run() {
  for (;;) {
    update_accepting(io::monotonic_ms());
    const int limit = runnable_.empty() ? static_cast<int>(kSweepMs) : 0;
    const Result<io::Poller::Events, io::IoError> events = poller_.wait(limit);
    const u64 now_ms = io::monotonic_ms();
    if (events) {
      for (const io::Readiness& ready : events->span()) {
        handle(ready, now_ms);
      }
    }
    run_others(now_ms);
    if (now_ms >= next_sweep_ms_) {
      next_sweep_ms_ = now_ms + kSweepMs;
      sweep(now_ms);
    }
    if (draining_ && drained(now_ms)) {
      return;
    }
  }
}

void SessionLoop::handle(const io::Readiness& ready, u64 now_ms) {
  if (ready.token == kListenerName) {
    static_cast<void>(accept_some(now_ms));
    return;
  }
  if (ready.token == kWakeupName) {
    wakeup_.drain();
    if (control_->drain_end_ms().has_value() && !draining_) {
      start_drain(now_ms);
    }
    return;
  }
  const Watched watched = from_name(ready.token);
  if (auto session = sessions_.find(watched.session)) {
    if (watched.side == Side::Client) {
      session->client_ready(ready.readable, ready.writable);
    } else {
      session->backend_ready(ready.readable, ready.writable);
    }
    advance(watched.session, now_ms);
  }
}

/// The listener stays open until the drain; it is only not watched while this loop has as many
/// sessions as it may, or is out of descriptors.
void SessionLoop::update_accepting(u64 now_ms) {
  const bool wanted =
      sessions_.size() < settings_.limits.max_connections && now_ms >= accept_again_ms_;
  if (!listener_ || wanted == accepting_) {
    return;
  }
  const bool done = wanted ? poller_.watch_shared(listener_->number(), kListenerName).has_value()
                           : poller_.forget(listener_->number()).has_value();
  accepting_ = done ? wanted : accepting_;
}

/// True when more connections may be waiting for this loop.
bool SessionLoop::accept_some(u64 now_ms) {
  for (int i = 0; i < kAcceptTurn; ++i) {
    if (!listener_ || sessions_.size() >= settings_.limits.max_connections) {
      return false;
    }
    Result<io::Socket, io::IoError> client = listener_->try_accept();
    if (!client) {
      if (client.error().kind != io::IoErrorKind::WouldBlock) {
        pause_accepting(client.error(), now_ms);
      }
      return false;
    }
    note_accepted();
    admit(std::move(*client), now_ms);
  }
  return true;
}

/// The listener stays readable while connections wait, so without a pause the loop would spin.
void SessionLoop::pause_accepting(const io::IoError& error, u64 now_ms) {
  accept_again_ms_ = now_ms + kAcceptPauseMs;
  if (!accept_fails_) {
    accept_fails_ = true;
    write_log(LogLine("accept-paused")
                  .text("reason", io_reason(error))
                  .number("sessions", sessions_.size())
                  .number("thread", settings_.number),
              settings_.log_format);
  }
}

void SessionLoop::note_accepted() {
  if (accept_fails_) {
    accept_fails_ = false;
    write_log(LogLine("accept-resumed").number("thread", settings_.number), settings_.log_format);
  }
}

/// Whoever is in the queue has been told that he is connected, so he is served. Then the port is
/// free: who comes now learns it at once, and a successor can listen.
void SessionLoop::start_drain(u64 now_ms) {
  draining_ = true;
  while (accept_some(now_ms)) {
  }
  if (accepting_ && listener_) {
    // Other loops hold the same listener open, so closing ours does not take it out of the poller.
    static_cast<void>(poller_.forget(listener_->number()).has_value());
  }
  accepting_ = false;
  listener_.reset();
}

void SessionLoop::admit(io::Socket client, u64 now_ms) {
  auto connection = tls::Connection::server(system_allocator(), control_->config());
  if (!connection) {
    log_failure(
        LogLine("connection-refused").text("reason", std::string(tls::name(connection.error()))),
        now_ms);
    return;
  }
  const int number = client.number();
  ++accepted_;
  const Token token = sessions_.insert(Session(std::move(client), std::move(*connection), now_ms));
  const auto watched = poller_.watch_edges(number, to_name({token, Side::Client}));
  if (!watched) {
    log_failure(LogLine("connection-refused").text("reason", io_reason(watched.error())), now_ms);
    sessions_.erase(token);
  }
}

void SessionLoop::advance(Token token, u64 now_ms) {
  auto session = sessions_.find(token);
  if (!session) {
    return;
  }
  switch (session->advance(Span<u8>(scratch_), now_ms)) {
    case Next::Wait: break;
    case Next::Again: runnable_.push_back(token); break;
    case Next::ConnectBackend: connect_backend(token, now_ms); break;
    case Next::Finished: finish(token, now_ms); break;
  }
}

void SessionLoop::connect_backend(Token token, u64 now_ms) {
  auto session = sessions_.find(token);
  if (!session) {
    return;
  }
  Result<io::Socket, io::IoError> backend = io::Socket::start_connect(settings_.backend);
  if (!backend && backend.error().kind == io::IoErrorKind::TooManyFiles) {
    session->backend_waits(backend.error());  // for sweep(), until the limit for connecting
    return;
  }
  if (!backend) {
    session->backend_failed(backend.error());
    finish(token, now_ms);
    return;
  }
  const int number = backend->number();
  session->attach_backend(std::move(*backend));
  const Result<void, io::IoError> watched =
      poller_.watch_edges(number, to_name({token, Side::Backend}));
  if (!watched) {
    session->backend_failed(watched.error());
    finish(token, now_ms);
  }
}

void SessionLoop::finish(Token token, u64 now_ms) {
  if (auto session = sessions_.find(token)) {
    const LogLine line = session_line(*session, settings_.number, now_ms);
    if (is_failure(session->outcome())) {
      log_failure(line, now_ms);
    } else {
      write_log(line, settings_.log_format);
    }
    sessions_.erase(token);  // closing the descriptors takes them out of the poller
  }
}

void SessionLoop::log_failure(const LogLine& line, u64 now_ms) {
  if (control_->admit_failure(now_ms)) {
    write_log(line, settings_.log_format);
  }
}

void SessionLoop::run_others(u64 now_ms) {
  std::vector<Token> turn;
  turn.swap(runnable_);
  for (const Token token : turn) {
    advance(token, now_ms);
  }
}

void SessionLoop::sweep(u64 now_ms) {
  for (const Token token : sessions_.tokens()) {
    auto session = sessions_.find(token);
    if (!session) {
      continue;
    }
    if (session->enforce(settings_.limits, now_ms)) {
      finish(token, now_ms);
    } else if (session->lacks_backend()) {
      connect_backend(token, now_ms);
    } else if (now_ms >= session->moved_ms() + kRestMs) {
      session->rest();
    }
  }
  if (const u64 left_out = control_->take_failures_left_out(now_ms); left_out != 0) {
    write_log(left_out_line(left_out), settings_.log_format);
  }
}

bool SessionLoop::drained(u64 now_ms) {
  const std::optional<u64> end_ms = control_->drain_end_ms();
  if (end_ms.has_value() && now_ms >= *end_ms) {
    for (const Token token : sessions_.tokens()) {
      if (auto session = sessions_.find(token)) {
        session->drain();
        finish(token, now_ms);
      }
    }
  }
  return sessions_.empty();
}

}  // namespace ferrule::cmd
