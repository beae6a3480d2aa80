// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/serve/server.hpp"

#include <algorithm>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "cmd/serve/identity.hpp"
#include "cmd/serve/log.hpp"
#include "cmd/serve/reloader.hpp"
#include "cmd/serve/session_log.hpp"
#include "cmd/serve/session_loop.hpp"
#include "cmd/text_bytes.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/io/deadline.hpp"
#include "ferrule/io/signals.hpp"

namespace ferrule::cmd {
namespace {

/// How often the main thread looks whether a drain has ended.
constexpr u32 kLookMs = 100;
/// A session takes two descriptors; these are for everything else, and for files while they are
/// read.
constexpr u64 kOtherDescriptors = 16;
constexpr u64 kDescriptorsPerThread = 4;

Result<io::SocketAddress, Problem> address(const std::string& text, const std::string& option) {
  const auto parsed = io::SocketAddress::parse(text);
  if (!parsed) {
    return Err{Problem(ExitCode::Usage, "E-ADDRESS", "\"" + text + "\" is no address with a port")
                   .at(option)
                   .note("do", "write it as 127.0.0.1:8443 or [::1]:8443")};
  }
  return *parsed;
}

Problem listen_problem(const io::IoError& error, const std::string& text) {
  Problem problem(ExitCode::Config, "E-LISTEN", "cannot listen on " + text);
  switch (error.kind) {
    case io::IoErrorKind::AddressInUse:
      return Problem(ExitCode::Config, "E-LISTEN", "somebody else already listens on " + text)
          .at("--listen " + text)
          .note("do", "find out who: ss -ltnp; or choose another port");
    case io::IoErrorKind::PermissionDenied:
      return std::move(problem)
          .at("--listen " + text)
          .note("do", "ports below 1024 need CAP_NET_BIND_SERVICE; choose a higher one");
    case io::IoErrorKind::AddressUnavailable:
      return std::move(problem)
          .at("--listen " + text)
          .note("why", "this machine has no such address");
    case io::IoErrorKind::WouldBlock:
    case io::IoErrorKind::TimedOut:
    case io::IoErrorKind::Closed:
    case io::IoErrorKind::Refused:
    case io::IoErrorKind::Unreachable:
    case io::IoErrorKind::TooManyFiles:
    case io::IoErrorKind::NameNotFound:
    case io::IoErrorKind::InvalidAddress:
    case io::IoErrorKind::Other: break;
  }
  return std::move(problem).at("--listen " + text).fact("reason", io_reason(error));
}

Problem system_problem(const io::IoError& error, const std::string& what) {
  return Problem(ExitCode::Failure, "E-SYSTEM", what).fact("reason", io_reason(error));
}

u32 thread_count(const Settings& settings) {
  const u32 machine = std::max(1u, std::thread::hardware_concurrency());
  return settings.threads != 0 ? settings.threads : machine;
}

/// What all loops share of the settings, divided among them.
LoopSettings loop_settings(const Settings& settings, const io::SocketAddress& backend, u32 number) {
  LoopSettings made{backend, settings.limits, settings.json ? LogFormat::Json : LogFormat::Logfmt,
                    number};
  const u32 threads = thread_count(settings);
  made.limits.max_connections = (settings.limits.max_connections + threads - 1) / threads;
  return made;
}

void say_checked(const Settings& settings, const Identity& identity) {
  const LogFormat format = settings.json ? LogFormat::Json : LogFormat::Logfmt;
  for (const std::string& warning : identity.notes.warnings) {
    LogLine line("warning");
    line.text("reason", warning);
    write_log(line, format);
  }
  std::string names;
  for (const std::string& name : identity.notes.names) {
    names += names.empty() ? name : "," + name;
  }
  LogLine line("configured");
  line.flag("check_only", settings.check_only)
      .text("certificate", settings.certificate_file)
      .text("names", names);
  write_log(line, format);
}

/// Owns the threads: they end before what they share does.
class Loops {
 public:
  void add(SessionLoop loop, io::Wakeup wakeup) {
    waiting_.push_back(std::move(loop));
    wakeups_.push_back(std::move(wakeup));
  }
  /// False when the system gives no thread for one of them; those before run.
  [[nodiscard]] bool start(Ref<Control> control) {
    for (SessionLoop& loop : waiting_) {
      try {
        threads_.emplace_back([own = std::move(loop), control]() mutable {
          own.run();
          control->loop_ended();
        });
      } catch (const std::system_error&) {
        return false;
      }
      control->loop_started();
    }
    waiting_.clear();
    return true;
  }
  void wake_up() const {
    for (const io::Wakeup& wakeup : wakeups_) {
      wakeup.signal();
    }
  }

 private:
  std::vector<SessionLoop> waiting_;
  std::vector<io::Wakeup> wakeups_;
  std::vector<std::jthread> threads_;
};

/// Waits for signals until every loop has drained. A second request to stop stops at once.
ExitCode obey_signals(const Settings& settings, Control& control, const Loops& loops,
                      LogFormat format) {
  bool draining = false;
  while (!draining || control.running() != 0) {
    const Option<io::Signal> signal = io::wait_signal(kLookMs);
    if (!signal) {
      continue;
    }
    if (*signal == io::Signal::Reload) {
      reload(settings, control, format);
      continue;
    }
    const u64 now_ms = io::monotonic_ms();
    control.start_drain(draining ? now_ms : now_ms + settings.limits.drain_ms);
    loops.wake_up();
    if (draining) {
      write_log(LogLine("stopping"), format);
    } else {
      write_log(LogLine("draining"), format);
    }
    draining = true;
  }
  if (const u64 left_out = control.take_all_failures_left_out(); left_out != 0) {
    write_log(left_out_line(left_out), format);
  }
  write_log(LogLine("stopped"), format);
  return ExitCode::Ok;
}

Result<void, Problem> make_loops(const Settings& settings, Ref<Control> control,
                                 const io::ListenSocket& listener, const io::SocketAddress& backend,
                                 Loops& loops) {
  for (u32 i = 0; i < thread_count(settings); ++i) {
    auto wakeup = io::Wakeup::make();
    auto second =
        wakeup ? wakeup->duplicate() : Result<io::Wakeup, io::IoError>(Err{wakeup.error()});
    auto queue = listener.duplicate();
    if (!second || !queue) {
      return Err{system_problem(second ? queue.error() : second.error(), "no descriptor is left")};
    }
    auto loop = SessionLoop::make(loop_settings(settings, backend, i), control, std::move(*queue),
                                  std::move(*second));
    if (!loop) {
      return Err{system_problem(loop.error(), "no session loop can be made")};
    }
    loops.add(std::move(*loop), std::move(*wakeup));
  }
  return ok();
}

void say_listening(const Settings& settings, const io::ListenSocket& listener, LogFormat format) {
  const auto local = listener.local_address();
  LogLine line("listening");
  line.text("address", local ? text_of(Span<const char>(local->format().span())) : settings.listen);
  line.text("backend", settings.backend).number("threads", thread_count(settings));
  line.number("max_connections", settings.limits.max_connections);
  write_log(line, format);
}

Result<ExitCode, Problem> run(const Settings& settings, Identity identity,
                              io::ListenSocket listener, const io::SocketAddress& backend) {
  const LogFormat format = settings.json ? LogFormat::Json : LogFormat::Logfmt;
  Control control(identity.config, LineLimit(settings.log_failures));
  Loops loops;
  Ref<Control> shared;
  UNSAFE("loops ends, and joins its threads, before control: it was made after it") {
    shared = Ref<Control>::from(control);
  }
  {
    // The loops have handles of their own, which they close to drain.
    const io::ListenSocket first = std::move(listener);
    TRYV(make_loops(settings, shared, first, backend, loops));
    if (!loops.start(shared)) {
      control.start_drain(0);
      loops.wake_up();
      return Err{Problem(ExitCode::Failure, "E-SYSTEM", "the system gives no more threads")
                     .note("do", "ask for fewer with --threads")};
    }
    say_listening(settings, first, format);
  }
  return obey_signals(settings, control, loops, format);
}

/// As many sessions as there are descriptors for.
Result<void, Problem> bound_sessions(Settings& settings) {
  const auto descriptors = io::raise_descriptor_limit();
  if (!descriptors) {
    return Err{system_problem(descriptors.error(), "the limit of open files cannot be read")};
  }
  const u64 others = kOtherDescriptors + kDescriptorsPerThread * thread_count(settings);
  if (*descriptors < others + 2) {
    return Err{Problem(ExitCode::Failure, "E-SYSTEM",
                       "this process may open only " + std::to_string(*descriptors) + " files")
                   .note("do", "raise the limit (ulimit -n), or ask for fewer --threads")};
  }
  settings.limits.max_connections =
      static_cast<u32>(std::min<u64>(settings.limits.max_connections, (*descriptors - others) / 2));
  return ok();
}

}  // namespace

Result<ExitCode, Problem> serve(const Settings& settings) {
  TRY(const io::SocketAddress listen, address(settings.listen, "--listen"));
  TRY(const io::SocketAddress backend, address(settings.backend, "--backend"));
  if (backend.port == 0) {
    return Err{Problem(ExitCode::Usage, "E-ADDRESS", "port 0 is no backend").at("--backend")};
  }
  TRY(Identity identity, load_identity(settings));
  say_checked(settings, identity);
  if (settings.check_only) {
    return ExitCode::Ok;
  }
  if (const auto held = io::hold_signals(); !held) {
    return Err{system_problem(held.error(), "signals cannot be held")};
  }
  Settings bounded = settings;
  TRYV(bound_sessions(bounded));
  auto listener = io::ListenSocket::listen(listen);
  if (!listener) {
    return Err{listen_problem(listener.error(), settings.listen)};
  }
  return run(bounded, std::move(identity), std::move(*listener), backend);
}

}  // namespace ferrule::cmd
