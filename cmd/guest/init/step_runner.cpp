// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/init/step_runner.hpp"

#include <optional>
#include <utility>

#include "cmd/guest/console_line.hpp"
#include "cmd/guest/init/system.hpp"
#include "cmd/guest/ktap_line.hpp"
#include "cmd/guest/lines.hpp"
#include "cmd/guest/process.hpp"
#include "ferrule/io/deadline.hpp"

namespace ferrule::cmd::guest {
namespace {

constexpr u32 kKillMs = 2'000;
/// About how much of a program's output can be told again when it fails.
constexpr usize kKept = 65'536;

/// How much of a program's output is shown.
enum class Show : u8 { All, Nothing };

std::string in_folder(const std::string& name, const std::string& folder) {
  return name.find('/') == std::string::npos ? folder + "/" + name : name;
}

/// A parameter with blanks is quoted as the kernel wants it: name="a b".
std::string parameters_of(const Step& step) {
  std::string all;
  for (usize i = 1; i < step.words.size(); ++i) {
    const std::string& word = step.words[i];
    const usize equals = word.find('=');
    all += all.empty() ? "" : " ";
    all += word.find(' ') == std::string::npos || equals == std::string::npos
               ? word
               : word.substr(0, equals) + "=\"" + word.substr(equals + 1) + "\"";
  }
  return all;
}

int code_of(const Result<void, int>& result) { return result ? 0 : result.error(); }

int show_file(const std::string& path) {
  const auto text = read_text(path);
  if (!text) {
    return text.error();
  }
  write_output(*text);
  return 0;
}

int open_shell() {
  const auto console = take_console();
  if (!console) {
    return console.error();
  }
  // What is typed before this is not passed on to the guest: nobody would read it.
  static_cast<void>(
      write_text("/dev/kmsg", std::string(kGuestMark) + std::string(kShellIsOpen) + "\n")
          .has_value());
  return become("/bin/sh");
}

/// The child's side of a step that is no program: 0 or an errno.
int do_here(const Step& step) {
  switch (step.action) {
    case Action::Insmod:
      return code_of(load_module(in_folder(step.words[0], "/modules"), parameters_of(step)));
    case Action::Rmmod: return code_of(unload_module(step.words[0]));
    case Action::Echo: return code_of(write_text(step.words[1], step.words[0] + "\n"));
    case Action::Read: return show_file(step.words[0]);
    case Action::Shell: return open_shell();
    case Action::Run:
    case Action::Repeat: break;
  }
  return 0;
}

Result<Process, int> start(const Step& step) {
  if (step.action != Action::Run) {
    return Process::call([&step] { return do_here(step); });
  }
  Command command;
  command.words = step.words;
  command.words[0] = in_folder(step.words[0], "/bin");
  return Process::start(command);
}

/// Shows a program's lines; they are KTAP from the line on that says so.
class Output {
 public:
  explicit Output(Show show) : show_{show} {}

  void take(const std::string& piece, Console& console) {
    all_ += all_.size() < kKept ? piece : std::string();
    if (show_ == Show::All) {
      for (const std::string& line : assembler_.feed(piece)) {
        tell(line, console);
      }
    }
  }
  void finish(Console& console) {
    const std::string rest = assembler_.rest();
    if (!rest.empty()) {
      tell(rest, console);
    }
  }
  [[nodiscard]] const std::string& all() const FERRULE_LIFETIMEBOUND { return all_; }

 private:
  Show show_;
  LineAssembler assembler_;
  std::string all_;
  bool is_ktap_ = false;

  void tell(const std::string& line, Console& console) {
    const KtapLine::Kind kind = read_ktap_line(line).kind;
    is_ktap_ = is_ktap_ || kind == KtapLine::Kind::Version;
    console.pass_on(line, is_ktap_ && kind != KtapLine::Kind::Text);
  }
};

struct Child {
  std::optional<Exit> exit;  ///< nothing: it is stuck in the kernel
  bool timed_out = false;
};

/// Waits until the process ended, is killed and ended, or cannot be killed. A person at a shell may
/// take any time.
Child follow(Process& process, const Step& step, Output& output, Console& console) {
  Child child;
  u64 deadline = io::monotonic_ms() + u64{step.within_s} * 1000;
  while (true) {
    std::string piece;
    const Event event = process.wait(piece, 100);
    output.take(piece, console);
    if (event == Event::Ended) {
      child.exit = process.exit();
      return child;
    }
    if (io::monotonic_ms() < deadline || step.action == Action::Shell) {
      continue;
    }
    if (child.timed_out) {
      return child;
    }
    child.timed_out = true;
    process.kill();
    deadline = io::monotonic_ms() + kKillMs;
  }
}

/// What came of it, in the words that `expect` uses.
std::string outcome_of(const Step& step, const Exit& exit, const std::string& output) {
  if (exit.signal != 0) {
    return signal_name(exit.signal);
  }
  if (step.action == Action::Run || step.action == Action::Shell) {
    return std::to_string(exit.code);
  }
  if (step.action == Action::Read && exit.code == 0 && step.expect.has_value()) {
    return trimmed(output);
  }
  return errno_name(exit.code);
}

std::string success_of(Action action) {
  if (action == Action::Run || action == Action::Shell) {
    return "0";
  }
  return "ok";
}

std::string stuck_note(const Step& step) {
  // The kernel writes the stacks of those that wait: this shows where.
  static_cast<void>(write_text("/proc/sysrq-trigger", "w").has_value());
  return "did not end within " + std::to_string(step.within_s) +
         " s and cannot be killed: it waits inside the kernel";
}

StepResult run_single(const Step& step, Show show, Console& console) {
  auto process = start(step);
  if (!process) {
    const std::string got = errno_name(process.error());
    if (step.expect == got) {
      return {.passed = true, .notes = {}};
    }
    return {.passed = false, .notes = {"cannot be started: " + got}};
  }
  const bool keep = step.action == Action::Read && step.expect.has_value();
  Output output(keep ? Show::Nothing : show);
  const Child child = follow(*process, step, output, console);
  output.finish(console);
  StepResult result;
  if (!child.exit.has_value()) {
    result.notes.push_back(stuck_note(step));
  } else if (child.timed_out) {
    result.notes.push_back("did not end within " + std::to_string(step.within_s) +
                           " s and was killed");
  } else {
    const std::string wanted = step.expect.value_or(success_of(step.action));
    const std::string got = outcome_of(step, *child.exit, output.all());
    // A shell's exit code is that of a person's last command.
    const bool any = step.action == Action::Shell && child.exit->signal == 0;
    result.passed = any || wanted == got;
    if (!result.passed) {
      result.notes.push_back("expected " + wanted + ", got " + got);
    }
  }
  if (!result.passed && show == Show::Nothing) {
    for (const std::string& line : lines_of(output.all())) {
      result.notes.push_back("  " + line);
    }
  }
  return result;
}

StepResult run_round(const Step& step, u32 round, Console& console) {
  for (const Step& inner : step.body) {
    const StepResult result = run_single(inner, Show::Nothing, console);
    if (!result.passed) {
      std::vector<std::string> notes = {"in round " + std::to_string(round) + ": " + inner.text};
      for (const std::string& note : result.notes) {
        notes.push_back(note);
      }
      return {.passed = false, .notes = std::move(notes)};
    }
  }
  return {.passed = true, .notes = {}};
}

/// The first round says everything; those after it warnings and worse.
StepResult run_rounds(const Step& step, Console& console) {
  StepResult result{.passed = true, .notes = {}};
  for (u32 round = 1; round <= step.count && result.passed; ++round) {
    result = run_round(step, round, console);
    set_loudness(Loudness::Warnings);
  }
  set_loudness(Loudness::All);
  return result;
}

}  // namespace

StepResult run_step(const Step& step, Console& console) {
  return step.action == Action::Repeat ? run_rounds(step, console)
                                       : run_single(step, Show::All, console);
}

}  // namespace ferrule::cmd::guest
