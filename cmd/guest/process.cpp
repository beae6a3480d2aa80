// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "cmd/guest/ending_signals.hpp"
#include "ferrule/core/array.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/io/deadline.hpp"

namespace ferrule::cmd::guest {
namespace {

struct Pipe {
  io::FileDescriptor from;
  io::FileDescriptor to;
};

/// Neither end reaches a program that is started, unless it is duplicated for it.
Result<Pipe, int> make_pipe() {
  Array<int, 2> ends{};
  UNSAFE("pipe2 writes two numbers to the array, which has room for two") {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      return Err{errno};
    }
  }
  return Pipe{io::FileDescriptor(ends[0]), io::FileDescriptor(ends[1])};
}

/// The child's standard input, and what is behind it.
struct InputEnds {
  io::FileDescriptor child;
  Typing ours;
};
Result<InputEnds, int> open_input(Input input) {
  if (input == Input::Nothing) {
    TRY(Pipe nothing, make_pipe());
    return InputEnds{std::move(nothing.from), Typing{}};
  }
  // A socket, because writing to a pipe that nobody reads any more ends the writer.
  Array<int, 2> ends{};
  int keyboard = -1;
  UNSAFE("socketpair writes two numbers to the array of two") {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
      return Err{errno};
    }
    // Where this process has no standard input, that is as if it had ended.
    keyboard = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  }
  return InputEnds{io::FileDescriptor(ends[0]), Typing{.keyboard = io::FileDescriptor(keyboard),
                                                       .to_child = io::FileDescriptor(ends[1]),
                                                       .unsent = {}}};
}

/// Gives the child's number. The child, whose standard streams are then these and which ends when
/// the parent does, goes on with `work` and ends with its result.
Result<int, int> fork_with(const io::FileDescriptor& input, const io::FileDescriptor& output,
                           const std::function<int()>& work) {
  UNSAFE("system calls on numbers only; the child goes on as a copy of this thread") {
    const int parent = ::getpid();
    const int child = ::fork();
    if (child != 0) {
      return child > 0 ? Result<int, int>(child) : Result<int, int>(Err{errno});
    }
    bool fine = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == parent;
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
      const io::FileDescriptor& end = stream == STDIN_FILENO ? input : output;
      fine = fine && ::dup2(end.number(), stream) >= 0;
    }
    ::_exit(fine ? work() : 127);
  }
}

/// The words as exec takes them: pointers into `words`, and a null pointer.
std::vector<char*> raw_words(std::vector<std::string>& words FERRULE_LIFETIMEBOUND) {
  std::vector<char*> raw;
  UNSAFE("each word is a string that ends in a zero byte and lives as long as the caller's list") {
    for (std::string& word : words) {
      raw.push_back(word.data());
    }
  }
  raw.push_back(nullptr);
  return raw;
}

/// In the child: becomes the program, with a group of processes of its own, or tells why not.
int become(const std::filesystem::path& folder, const std::vector<char*>& raw,
           const io::FileDescriptor& failure) {
  EndingSignals::release();
  std::error_code error;
  if (!folder.empty()) {
    std::filesystem::current_path(folder, error);
  }
  int code = error.value();
  UNSAFE("the strings end in zero bytes, the list in a null pointer; nothing here allocates") {
    ::setpgid(0, 0);
    code = code == 0 && ::execvp(raw.front(), raw.data()) != 0 ? errno : code;
    static_cast<void>(::write(failure.number(), &code, sizeof(code)) == 0);
  }
  return 127;
}

/// Readable when the process has ended.
io::FileDescriptor handle_of(int process) {
  UNSAFE("pidfd_open takes numbers only; the C library of Debian 12 declares it for C alone") {
    return io::FileDescriptor(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
  }
}

Exit exit_of(int status) {
  if (WIFSIGNALED(status)) {
    return {.code = 0, .signal = WTERMSIG(status)};
  }
  return {.code = WEXITSTATUS(status), .signal = 0};
}

/// Appends what is there, up to `most` bytes; false at the end of the stream.
bool read_some(const io::FileDescriptor& from, std::string& out, usize most = 16 * 1024) {
  Array<char, 16 * 1024> buffer{};
  ssize_t count = 0;
  const usize size = most < buffer.size() ? most : buffer.size();
  UNSAFE("read() writes at most `size` bytes, which the buffer has") {
    count = ::read(from.number(), buffer.data(), size);
  }
  for (usize i = 0; i < static_cast<usize>(count < 0 ? 0 : count); ++i) {
    out.push_back(buffer[i]);
  }
  return count > 0;
}

/// What become() tells: its errno, or 0 on success.
int read_failure(const io::FileDescriptor& from) {
  std::string bytes;
  Array<char, sizeof(int)> code{};
  if (!read_some(from, bytes) || bytes.size() != code.size()) {
    return 0;
  }
  for (usize i = 0; i < bytes.size(); ++i) {
    code[i] = bytes[i];
  }
  return std::bit_cast<int>(code);
}

constexpr u32 kTypingPauseMs = 20;
constexpr usize kTypedAtOnce = 256;

/// Which of them have something to tell.
struct Ready {
  bool output = false;
  bool ended = false;
  bool typed = false;
  bool writable = false;
  bool interrupted = false;
};
Ready poll_all(const io::FileDescriptor& output, const io::FileDescriptor& handle,
               const io::FileDescriptor& interruption, const Typing& typed, u32 limit_ms) {
  Array<pollfd, 5> watched{};
  watched[0] = {.fd = output.number(), .events = POLLIN, .revents = 0};
  watched[1] = {.fd = handle.number(), .events = POLLIN, .revents = 0};
  watched[2] = {.fd = -1, .events = POLLIN, .revents = 0};
  watched[3] = {.fd = -1, .events = POLLOUT, .revents = 0};
  watched[4] = {.fd = interruption.number(), .events = POLLIN, .revents = 0};
  if (!typed.unsent.empty()) {
    watched[3].fd = typed.to_child.number();
  } else if (typed.is_forwarded && typed.keyboard.is_open()) {
    const u64 now = io::monotonic_ms();
    const u64 pause = typed.next_ms > now ? typed.next_ms - now : 0;
    limit_ms = pause != 0 && pause < limit_ms ? static_cast<u32>(pause) : limit_ms;
    watched[2].fd = pause == 0 ? typed.keyboard.number() : -1;
  }
  UNSAFE("poll() reads and writes the entries of the array; it leaves out those without a number") {
    if (::poll(watched.data(), watched.size(), static_cast<int>(limit_ms)) < 0) {
      return {};
    }
  }
  return {.output = watched[0].revents != 0,
          .ended = watched[1].revents != 0,
          .typed = watched[2].revents != 0,
          .writable = watched[3].revents != 0,
          .interrupted = watched[4].revents != 0};
}

/// How many bytes it took; nothing when nobody will ever take them.
std::optional<usize> send_some(const io::FileDescriptor& to, const std::string& text) {
  UNSAFE("send() reads as many bytes as the text has") {
    const ssize_t count =
        ::send(to.number(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count >= 0) {
      return static_cast<usize>(count);
    }
    return errno == EAGAIN || errno == EINTR ? std::optional<usize>(0) : std::nullopt;
  }
}

}  // namespace

Process::Process(int process, io::FileDescriptor output)
    : process_{process},
      handle_{handle_of(process)},
      output_{std::move(output)},
      interruption_{EndingSignals::watch()} {}

Result<Process, int> Process::start(const Command& command) {
  TRY(Pipe output, make_pipe());
  TRY(Pipe failure, make_pipe());
  TRY(InputEnds input, open_input(command.input));
  const std::filesystem::path folder = command.folder;
  std::vector<std::string> words = command.words;
  const std::vector<char*> raw = raw_words(words);
  TRY(const int child,
      fork_with(input.child, output.to, [&] { return become(folder, raw, failure.to); }));
  Process made(child, std::move(output.from));
  made.has_group_ = true;
  made.typed_ = std::move(input.ours);
  failure.to.close();
  if (const int code = read_failure(failure.from); code != 0) {
    return Err{code};
  }
  return made;
}

Result<Process, int> Process::call(const std::function<int()>& work) {
  TRY(Pipe output, make_pipe());
  TRY(const InputEnds input, open_input(Input::Nothing));
  TRY(const int child, fork_with(input.child, output.to, work));
  return Process(child, std::move(output.from));
}

Process::~Process() {
  if (process_ > 0 && !exit_.has_value()) {
    interruption_.close();
    send(SIGTERM);
    // A process inside a system call that never returns cannot be waited for.
    if (!ends_within(50)) {
      kill();
      ends_within(20);
    }
  }
}

/// Each wait is a tenth of a second at most.
bool Process::ends_within(u32 waits) {
  std::string rest;
  const u64 deadline = io::monotonic_ms() + u64{waits} * 100;
  while (io::monotonic_ms() < deadline) {
    if (wait(rest, 100) == Event::Ended) {
      return true;
    }
    rest.clear();
  }
  return false;
}

void Process::collect() {
  int status = 0;
  int found = 0;
  UNSAFE(
      "the status is written before the call returns; the child is ours and not yet waited for") {
    found = ::waitpid(process_, &status, WNOHANG);
  }
  if (found == process_) {
    exit_ = exit_of(status);
  }
}

void Process::read_keyboard() {
  typed_.next_ms = io::monotonic_ms() + kTypingPauseMs;
  if (read_some(typed_.keyboard, typed_.unsent, kTypedAtOnce)) {
    typed_.is_line_open = !typed_.unsent.ends_with('\n') && !typed_.unsent.ends_with('\r');
    return;
  }
  typed_.keyboard.close();
  typed_.unsent += typed_.is_line_open ? "\n" : "";
}

void Process::send_typed() {
  const std::optional<usize> count = send_some(typed_.to_child, typed_.unsent);
  typed_.unsent.erase(0, count.value_or(typed_.unsent.size()));
  if (!count.has_value()) {
    typed_.keyboard.close();
  }
}

Event Process::wait(std::string& out, u32 limit_ms) {
  if (exit_.has_value()) {
    return Event::Ended;
  }
  Ready ready = poll_all(output_, handle_, interruption_, typed_, limit_ms);
  if (ready.interrupted) {
    return Event::Interrupted;
  }
  if (ready.ended && !ready.output) {
    // It may have written and ended between the looks at the two. Now it can write no more.
    ready = poll_all(output_, handle_, interruption_, typed_, 0);
  }
  if (ready.typed) {
    read_keyboard();
  }
  if (ready.writable || ready.typed) {
    send_typed();
  }
  if (ready.output && read_some(output_, out)) {
    return Event::Output;
  }
  if (ready.ended) {
    collect();
    return exit_.has_value() ? Event::Ended : Event::Nothing;
  }
  if (ready.output) {
    output_.close();  // the stream ended before the process: only its end is left to wait for
  }
  return Event::Nothing;
}

void Process::send(int signal) const {
  if (process_ > 0 && !exit_.has_value()) {
    UNSAFE("the child has not been waited for, so its number is not somebody else's") {
      ::kill(has_group_ ? -process_ : process_, signal);
    }
  }
}

Result<Outcome, int> run(const Command& command, u32 limit_ms) {
  TRY(Process process, Process::start(command));
  Outcome outcome;
  const u64 deadline = io::monotonic_ms() + limit_ms;
  for (Event event = Event::Nothing; event != Event::Ended;) {
    event = process.wait(outcome.output, 200);
    if (event == Event::Interrupted) {
      return Err{EINTR};
    }
    if (!outcome.timed_out && io::monotonic_ms() >= deadline) {
      outcome.timed_out = true;
      process.kill();
    } else if (outcome.timed_out && io::monotonic_ms() >= deadline + 3'000) {
      break;
    }
  }
  outcome.exit = process.exit().value_or(Exit{.code = 0, .signal = SIGKILL});
  return outcome;
}

}  // namespace ferrule::cmd::guest
