// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/guest.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "cmd/guest/console_line.hpp"
#include "cmd/guest/host_file.hpp"
#include "cmd/guest/lines.hpp"
#include "cmd/guest/process.hpp"
#include "cmd/guest/qemu.hpp"
#include "cmd/guest/steps.hpp"
#include "cmd/guest/terminal_mode.hpp"
#include "cmd/guest/transcript.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/io/deadline.hpp"

namespace ferrule::cmd::guest {
namespace {

constexpr u32 kLookMs = 200;

Result<std::vector<Step>, Problem> read_steps(const GuestPlan& plan) {
  auto steps = parse_steps(plan.steps);
  if (!steps) {
    return Err{Problem(ExitCode::Config, "E-STEPS", steps.error().what)
                   .at(plan.steps_file + ", line " + std::to_string(steps.error().line))};
  }
  return std::move(*steps);
}

std::vector<std::string> names_of(const std::vector<Step>& steps) {
  std::vector<std::string> names;
  names.reserve(steps.size());
  for (const Step& step : steps) {
    names.push_back(step.text);
  }
  return names;
}

std::string installed_init() { return program_folder() + "/../libexec/ferrule/ferrule-guest-init"; }

Result<MemoryFile, Problem> write_initramfs(const GuestPlan& plan, bool shell) {
  TRY(const std::string archive,
      make_initramfs({.init = plan.init.empty() ? installed_init() : plan.init,
                      .steps = plan.steps,
                      .files = plan.files,
                      .shell = shell}));
  return MemoryFile::make(archive);
}

Result<Process, Problem> start_qemu(const QemuPlan& plan) {
  auto process = Process::start(
      {.words = qemu_command(plan), .input = plan.interactive ? Input::Typed : Input::Nothing});
  if (!process) {
    return Err{Problem(ExitCode::Config, "E-QEMU", plan.program + " cannot be started")
                   .fact("reason", describe_errno(process.error()))
                   .note("do", "install QEMU: apt install qemu-system-x86")};
  }
  return std::move(*process);
}

class Silence final : public GuestListener {
 public:
  void line(const std::string&) override {}
  void bytes(const std::string&) override {}
};

/// Reads the console until the guest or its time ends.
class FERRULE_VIEW Watch {
 public:
  Watch(GuestListener& listener FERRULE_LIFETIMEBOUND, u64 started_ms,
        std::vector<std::string> steps)
      : listener_{listener}, started_ms_{started_ms}, transcript_{std::move(steps)} {}

  /// How QEMU ended; nothing when `limit_s` passed, and it was killed. While somebody may type into
  /// a shell there is no limit.
  [[nodiscard]] std::optional<Exit> follow(Process& qemu, u32 limit_s);
  [[nodiscard]] Transcript& transcript() FERRULE_LIFETIMEBOUND { return transcript_; }
  [[nodiscard]] u64 boot_ms() const { return boot_ms_; }
  /// This process was asked to end before the guest did.
  [[nodiscard]] bool is_interrupted() const { return is_interrupted_; }

 private:
  GuestListener& listener_;
  u64 started_ms_;
  u64 boot_ms_ = 0;
  LineAssembler assembler_;
  Transcript transcript_;
  std::optional<RawTerminal> shell_;  ///< since a shell is open
  u64 input_ended_ms_ = 0;
  u64 next_end_ms_ = 0;
  bool is_interrupted_ = false;

  [[nodiscard]] bool is_late(const Process& qemu, u32 limit_s) const;
  void serve_shell(Process& qemu);
  void take(const std::string& piece);
  void take_line(const std::string& raw);
};

void Watch::take_line(const std::string& raw) {
  const std::string shown = transcript_.feed(raw);
  if (boot_ms_ == 0 && transcript_.has_begun()) {
    boot_ms_ = io::monotonic_ms() - started_ms_;
  }
  if (shown == kShellIsOpen) {
    shell_.emplace();
  }
  listener_.line(shown);
}

void Watch::take(const std::string& piece) {
  if (!piece.empty()) {
    listener_.bytes(piece);
  }
  for (const std::string& raw : assembler_.feed(piece)) {
    take_line(raw);
  }
}

bool Watch::is_late(const Process& qemu, u32 limit_s) const {
  if (shell_.has_value() && !qemu.has_input_ended()) {
    return false;
  }
  const u64 since = shell_.has_value() ? input_ended_ms_ : started_ms_;
  return io::monotonic_ms() - since >= u64{limit_s} * 1000;
}

/// What reads a terminal learns of the end by a key, and only one reader at a time: the shell comes
/// after the programs in it.
void Watch::serve_shell(Process& qemu) {
  constexpr u64 kBetweenEndsMs = 1'000;
  qemu.forward_input();
  if (!qemu.has_input_ended()) {
    return;
  }
  const u64 now = io::monotonic_ms();
  input_ended_ms_ = input_ended_ms_ == 0 ? now : input_ended_ms_;
  if (now >= next_end_ms_) {
    qemu.type("\x04");
    next_end_ms_ = now + kBetweenEndsMs;
  }
}

std::optional<Exit> Watch::follow(Process& qemu, u32 limit_s) {
  std::optional<Exit> exit;
  bool timed_out = false;
  while (!exit.has_value() && !timed_out && !is_interrupted_) {
    std::string piece;
    const Event event = qemu.wait(piece, kLookMs);
    take(piece);
    if (event == Event::Ended) {
      exit = qemu.exit();
    }
    is_interrupted_ = event == Event::Interrupted;
    if (shell_.has_value()) {
      serve_shell(qemu);
    }
    timed_out = is_late(qemu, limit_s);
  }
  if (!exit.has_value()) {
    qemu.kill();
  }
  const std::string rest = assembler_.rest();
  if (!rest.empty()) {
    take_line(rest);
  }
  return exit;
}

GuestEnd end_of(const GuestRun& run, const std::optional<Exit>& exit) {
  if (std::ranges::any_of(run.splats,
                          [](const Splat& splat) { return splat.kind == SplatKind::Panic; })) {
    return GuestEnd::Panicked;
  }
  if (!exit.has_value()) {
    return GuestEnd::TimedOut;
  }
  const bool whole = run.tests.is_complete() || !run.tests.bail_out.empty();
  return exit->is_success() && whole ? GuestEnd::PoweredOff : GuestEnd::Died;
}

Problem qemu_failed(const GuestRun& run, const std::string& program) {
  std::string said;
  for (const std::string& line : run.log) {
    said += (said.empty() ? "" : "; ") + trimmed(line);
  }
  return Problem(ExitCode::Config, "E-QEMU", program + " gave up before the kernel started")
      .at(run.kernel.path)
      .fact("it says", said.empty() ? "nothing" : said);
}

}  // namespace

std::string name_of(GuestEnd end) {
  switch (end) {
    case GuestEnd::PoweredOff: return "powered-off";
    case GuestEnd::Panicked: return "panicked";
    case GuestEnd::TimedOut: return "timed-out";
    case GuestEnd::Died: return "died";
  }
  return "died";
}

Result<GuestRun, Problem> run_guest(const GuestPlan& plan, GuestListener& listener) {
  TRY(const std::vector<Step> steps, read_steps(plan));
  const bool shell = has_shell(steps);
  GuestRun run;
  TRY(run.kernel, find_image(plan.kernel, plan.images));
  TRY(const MemoryFile initramfs, write_initramfs(plan, shell));
  const QemuPlan qemu_plan{.program = plan.qemu,
                           .image = run.kernel.path,
                           .initramfs = initramfs.path(),
                           .memory_mb = plan.memory_mb,
                           .icount = plan.icount,
                           .interactive = shell,
                           .kernel_arguments = plan.kernel_arguments};
  const u64 started_ms = io::monotonic_ms();
  TRY(Process qemu, start_qemu(qemu_plan));
  Watch watch(listener, started_ms, names_of(steps));
  const std::optional<Exit> exit = watch.follow(qemu, plan.timeout_s);
  if (watch.is_interrupted()) {
    return Err{Problem(ExitCode::Failure, "E-GUEST", "the guest was interrupted")};
  }
  run.total_ms = io::monotonic_ms() - started_ms;
  run.boot_ms = watch.boot_ms();
  run.tests = watch.transcript().take_report();
  run.splats = watch.transcript().splats();
  run.log = watch.transcript().log();
  run.end = end_of(run, exit);
  const bool spoke = run.boot_ms != 0 || !run.splats.empty();
  if (exit.has_value() && !exit->is_success() && !spoke) {
    return Err{qemu_failed(run, plan.qemu)};
  }
  return run;
}

Result<GuestRun, Problem> run_guest(const GuestPlan& plan) {
  Silence silence;
  return run_guest(plan, silence);
}

}  // namespace ferrule::cmd::guest
