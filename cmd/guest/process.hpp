// SPDX-License-Identifier: Apache-2.0 OR MIT
// One child process: its output as it comes, a limit on every wait, and no way to leave it behind.
#pragma once

#include <signal.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/core/result.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/io/file_descriptor.hpp"

namespace ferrule::cmd::guest {

enum class Input : u8 {
  Nothing,  ///< at its end
  Typed,    ///< from forward_input() on, this process's own standard input
};

struct Command {
  std::vector<std::string> words;  ///< the program (found along PATH) and its arguments
  std::string folder = {};         ///< where it runs; empty: where this process does
  Input input = Input::Nothing;
};

/// How a process ended: by itself (signal is 0), or by a signal.
struct Exit {
  int code = 0;
  int signal = 0;

  [[nodiscard]] bool is_success() const { return code == 0 && signal == 0; }
};

enum class Event : u8 {
  Output,       ///< something was appended
  Ended,        ///< the process ended, and all it wrote was read
  Nothing,      ///< the limit passed
  Interrupted,  ///< this process was asked to end: see EndingSignals
};

/// A child's standard input, as it is typed.
struct Typing {
  io::FileDescriptor keyboard;  ///< this process's standard input; closed at its end
  io::FileDescriptor to_child;
  std::string unsent;
  bool is_forwarded = false;
  bool is_line_open = false;  ///< the last line was not ended
  u64 next_ms = 0;            ///< when more may be read: a console is no fast reader
};

/// The child's standard output and error are one stream. The child ends with this object: it is
/// asked to, then killed, together with what it started. It is killed when this process ends.
class Process {
 public:
  /// The error is an errno: ENOENT when there is no such program.
  [[nodiscard]] static Result<Process, int> start(const Command& command);
  /// A copy of this process, which must have one thread, does `work` and ends with its result. Its
  /// children are its own matter.
  [[nodiscard]] static Result<Process, int> call(const std::function<int()>& work);
  Process(Process&& other) noexcept
      : process_{std::exchange(other.process_, -1)},
        has_group_{other.has_group_},
        handle_{std::move(other.handle_)},
        output_{std::move(other.output_)},
        interruption_{std::move(other.interruption_)},
        typed_{std::move(other.typed_)},
        exit_{other.exit_} {}
  Process& operator=(Process&&) = delete;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  /// Waits up to `limit_ms` for output, which is appended to `out`, or for the end.
  Event wait(std::string& out, u32 limit_ms);
  void kill() const { send(SIGKILL); }
  /// wait() passes on what is typed from now on; what was typed before is not lost.
  void forward_input() { typed_.is_forwarded = true; }
  /// Everything that was typed is passed on, and there will be no more.
  [[nodiscard]] bool has_input_ended() const {
    return typed_.is_forwarded && !typed_.keyboard.is_open() && typed_.unsent.empty();
  }
  /// Types something itself.
  void type(const std::string& text) { typed_.unsent += text; }
  /// Once wait() said Ended.
  [[nodiscard]] std::optional<Exit> exit() const { return exit_; }

 private:
  int process_ = -1;
  bool has_group_ = false;     ///< with all that it starts
  io::FileDescriptor handle_;  ///< a pidfd: readable when the process has ended
  io::FileDescriptor output_;
  io::FileDescriptor interruption_;  ///< readable when this process was asked to end
  Typing typed_;
  std::optional<Exit> exit_;

  Process(int process, io::FileDescriptor output);
  void send(int signal) const;
  bool ends_within(u32 waits);
  void read_keyboard();
  void send_typed();
  void collect();
};

struct Outcome {
  Exit exit;
  std::string output;
  bool timed_out = false;
};
/// Runs a command to its end, or kills it after `limit_ms`. The error is an errno: EINTR when this
/// process was asked to end.
[[nodiscard]] Result<Outcome, int> run(const Command& command, u32 limit_ms);

}  // namespace ferrule::cmd::guest
