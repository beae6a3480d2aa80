// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/init/system.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "ferrule/core/array.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd::guest {
namespace {

Result<void, int> checked(long result) {
  if (result < 0) {
    return Err{errno};
  }
  return ok();
}

Result<io::FileDescriptor, int> open_file(const std::string& path, int flags) {
  int number = -1;
  UNSAFE("the path ends in a zero byte; no mode is read, as nothing is created") {
    number = ::open(path.c_str(), flags | O_CLOEXEC);
  }
  if (number < 0) {
    return Err{errno};
  }
  return io::FileDescriptor(number);
}

}  // namespace

std::string errno_name(int code) {
  if (code == 0) {
    return "ok";
  }
  UNSAFE("the name is a literal of the C library, or null for an unknown number") {
    const char* name = ::strerrorname_np(code);
    return name == nullptr ? "error " + std::to_string(code) : std::string(name);
  }
}

std::string signal_name(int signal) {
  UNSAFE("the name is a literal of the C library, or null for an unknown number") {
    const char* name = ::sigabbrev_np(signal);
    return name == nullptr ? "signal " + std::to_string(signal) : "SIG" + std::string(name);
  }
}

Result<void, int> mount(const std::string& type, const std::string& place) {
  UNSAFE("the strings end in zero bytes; these file systems take no data") {
    ::mkdir(place.c_str(), 0755);
    return checked(::mount(type.c_str(), place.c_str(), type.c_str(), 0, nullptr));
  }
}

Result<void, int> load_module(const std::string& path, const std::string& parameters) {
  auto file = open_file(path, O_RDONLY);
  if (!file) {
    return Err{file.error()};
  }
  UNSAFE("the descriptor is open, and the parameters end in a zero byte") {
    return checked(::syscall(SYS_finit_module, file->number(), parameters.c_str(), 0));
  }
}

Result<void, int> unload_module(const std::string& name) {
  UNSAFE("the name ends in a zero byte") {
    return checked(::syscall(SYS_delete_module, name.c_str(), O_NONBLOCK));
  }
}

Result<std::string, int> read_text(const std::string& path) {
  auto file = open_file(path, O_RDONLY);
  if (!file) {
    return Err{file.error()};
  }
  std::string text;
  while (true) {
    Array<char, 4096> buffer{};
    ssize_t count = 0;
    UNSAFE("read() writes at most as many bytes as the buffer has") {
      count = ::read(file->number(), buffer.data(), buffer.size());
    }
    if (count < 0) {
      return Err{errno};
    }
    if (count == 0) {
      return text;
    }
    for (usize i = 0; i < static_cast<usize>(count); ++i) {
      text.push_back(buffer[i]);
    }
  }
}

Result<void, int> write_text(const std::string& path, std::string_view text) {
  auto file = open_file(path, O_WRONLY);
  if (!file) {
    return Err{file.error()};
  }
  UNSAFE("the view's bytes live during the call") {
    return checked(::write(file->number(), text.data(), text.size()));
  }
}

Result<io::FileDescriptor, int> open_for_writing(const std::string& path) {
  return open_file(path, O_WRONLY);
}

void write_to(const io::FileDescriptor& file, std::string_view text) {
  UNSAFE("the view's bytes live during the call") {
    static_cast<void>(::write(file.number(), text.data(), text.size()) == 0);
  }
}

void set_variable(const std::string& name, const std::string& value) {
  UNSAFE("both strings end in zero bytes and are copied; this process has one thread") {
    ::setenv(name.c_str(), value.c_str(), 1);
  }
}

void set_loudness(Loudness loudness) {
  constexpr int kSetConsoleLevel = 8;
  const int level = loudness == Loudness::All ? 8 : 5;
  UNSAFE("this command takes a number and no buffer") {
    ::klogctl(kSetConsoleLevel, nullptr, level);
  }
}

Result<void, int> take_console() {
  auto console = open_file("/dev/console", O_RDWR);
  if (!console) {
    return Err{console.error()};
  }
  UNSAFE("system calls on numbers only") {
    ::setsid();
    ::ioctl(console->number(), TIOCSCTTY, 1);
    ::dup2(console->number(), STDIN_FILENO);
    ::dup2(console->number(), STDOUT_FILENO);
    return checked(::dup2(console->number(), STDERR_FILENO));
  }
}

int become(const std::string& program) {
  UNSAFE("the program's name ends in a zero byte, and a null pointer ends the arguments") {
    ::execl(program.c_str(), program.c_str(), nullptr);
    return errno;
  }
}

void write_output(std::string_view text) {
  UNSAFE("the view's bytes live during the call") {
    static_cast<void>(::write(STDOUT_FILENO, text.data(), text.size()) == 0);
  }
}

std::string kernel_release() {
  utsname names{};
  UNSAFE("uname fills the structure; its release is an array that ends in a zero byte") {
    ::uname(&names);
    return std::string(names.release);
  }
}

void power_off() {
  UNSAFE("system calls on numbers only") {
    ::sync();
    // QEMU runs with -no-reboot. A kernel without ACPI would halt instead of powering off.
    ::reboot(RB_AUTOBOOT);
  }
}

}  // namespace ferrule::cmd::guest
