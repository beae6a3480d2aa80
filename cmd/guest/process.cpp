// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

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

Result<io::FileDescriptor, int> open_input(Input input) {
  UNSAFE("the path is a literal; duplicating takes numbers only") {
    const int number = input == Input::Terminal ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                                : ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (number < 0) {
      return Err{errno};
    }
    return io::FileDescriptor(number);
  }
}

/// What the child says when it cannot become the program: its errno, or nothing on success.
int read_failure(const io::FileDescriptor& from) {
  int code = 0;
  UNSAFE("read() writes at most the size of the number to it") {
    const ssize_t count = ::read(from.number(), &code, sizeof(code));
    return count == static_cast<ssize_t>(sizeof(code)) ? code : 0;
  }
}

/// Gives the child's number to the parent, and 0 to the child, whose standard streams are then
/// these and which ends when the parent does.
Result<int, int> fork_with(const io::FileDescriptor& input, const io::FileDescriptor& output) {
  UNSAFE("system calls on numbers only; the child goes on as a copy of this thread") {
    const int parent = ::getpid();
    const int child = ::fork();
    if (child != 0) {
      return child > 0 ? Result<int, int>(child) : Result<int, int>(Err{errno});
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent || ::dup2(input.number(), STDIN_FILENO) < 0 ||
        ::dup2(output.number(), STDOUT_FILENO) < 0 || ::dup2(output.number(), STDERR_FILENO) < 0) {
      ::_exit(127);
    }
    return 0;
  }
}

[[noreturn]] void leave(int code) {
  UNSAFE("_exit takes a number only") {
    ::_exit(code);
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

/// In the child: becomes the program, or tells why not.
[[noreturn]] void become(const std::string& folder, const std::vector<char*>& raw,
                         const io::FileDescriptor& failure) {
  UNSAFE("the strings end in zero bytes, the list in a null pointer; nothing here allocates") {
    if (folder.empty() || ::chdir(folder.c_str()) == 0) {
      ::execvp(raw.front(), raw.data());
    }
    const int code = errno;
    static_cast<void>(::write(failure.number(), &code, sizeof(code)) == 0);
  }
  leave(127);
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

/// Appends what is there; false at the end of the stream.
bool read_some(const io::FileDescriptor& from, std::string& out) {
  Array<char, 16 * 1024> buffer{};
  ssize_t count = 0;
  UNSAFE("read() writes at most as many bytes as the buffer has") {
    count = ::read(from.number(), buffer.data(), buffer.size());
  }
  for (usize i = 0; i < static_cast<usize>(count < 0 ? 0 : count); ++i) {
    out.push_back(buffer[i]);
  }
  return count > 0;
}

/// Which of the two have something to tell.
struct Ready {
  bool output = false;
  bool ended = false;
};
Ready poll_both(const io::FileDescriptor& output, const io::FileDescriptor& handle, u32 limit_ms) {
  Array<pollfd, 2> watched{};
  watched[0].fd = output.number();
  watched[0].events = POLLIN;
  watched[1].fd = handle.number();
  watched[1].events = POLLIN;
  UNSAFE("poll() reads and writes the two entries of the array") {
    if (::poll(watched.data(), watched.size(), static_cast<int>(limit_ms)) < 0) {
      return {};
    }
  }
  return {.output = watched[0].revents != 0, .ended = watched[1].revents != 0};
}

}  // namespace

Process::Process(int process, io::FileDescriptor output)
    : process_{process}, handle_{handle_of(process)}, output_{std::move(output)} {}

Result<Process, int> Process::start(const Command& command) {
  TRY(Pipe output, make_pipe());
  TRY(Pipe failure, make_pipe());
  TRY(const io::FileDescriptor input, open_input(command.input));
  std::vector<std::string> words = command.words;
  const std::vector<char*> raw = raw_words(words);
  TRY(const int child, fork_with(input, output.to));
  if (child == 0) {
    become(command.folder, raw, failure.to);
  }
  Process made(child, std::move(output.from));
  failure.to.close();
  if (const int code = read_failure(failure.from); code != 0) {
    return Err{code};
  }
  return made;
}

Result<Process, int> Process::call(const std::function<int()>& work) {
  TRY(Pipe output, make_pipe());
  TRY(const io::FileDescriptor input, open_input(Input::Nothing));
  TRY(const int child, fork_with(input, output.to));
  if (child == 0) {
    leave(work());
  }
  return Process(child, std::move(output.from));
}

Process::~Process() {
  if (process_ > 0 && !exit_.has_value()) {
    kill();
    std::string rest;
    // A process inside a system call that never returns cannot be waited for.
    for (u32 waits = 0; waits < 20 && wait(rest, 100) != Event::Ended; ++waits) {
    }
  }
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

Event Process::wait(std::string& out, u32 limit_ms) {
  if (exit_.has_value()) {
    return Event::Ended;
  }
  Ready ready = poll_both(output_, handle_, limit_ms);
  if (ready.ended && !ready.output) {
    // It may have written and ended between the looks at the two. Now it can write no more.
    ready = poll_both(output_, handle_, 0);
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

void Process::kill() const {
  UNSAFE("the child has not been waited for, so its number is not somebody else's") {
    if (process_ > 0 && !exit_.has_value()) {
      ::kill(process_, SIGKILL);
    }
  }
}

Result<Outcome, int> run(const Command& command, u32 limit_ms) {
  TRY(Process process, Process::start(command));
  Outcome outcome;
  const u64 deadline = io::monotonic_ms() + limit_ms;
  while (process.wait(outcome.output, 200) != Event::Ended) {
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
