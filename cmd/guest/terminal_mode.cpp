// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/terminal_mode.hpp"

#include <unistd.h>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd::guest {
namespace {

std::optional<termios> mode_now() {
  termios mode{};
  UNSAFE("tcgetattr fills the structure, or fails") {
    return ::tcgetattr(STDIN_FILENO, &mode) == 0 ? std::optional(mode) : std::nullopt;
  }
}

void set_mode(const termios& mode) {
  UNSAFE("the structure lives during the call, which reads it") {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &mode);
  }
}

/// Output is still made lines of.
termios raw(termios mode) {
  mode.c_iflag &= ~tcflag_t{IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON};
  mode.c_lflag &= ~tcflag_t{ECHO | ECHONL | ICANON | IEXTEN | ISIG};
  mode.c_cflag = (mode.c_cflag & ~tcflag_t{CSIZE | PARENB}) | tcflag_t{CS8};
  mode.c_cc[VMIN] = 1;
  mode.c_cc[VTIME] = 0;
  return mode;
}

}  // namespace

RawTerminal::RawTerminal() : before_{mode_now()} {
  if (before_.has_value()) {
    set_mode(raw(*before_));
  }
}

RawTerminal::~RawTerminal() {
  if (before_.has_value()) {
    set_mode(*before_);
  }
}

}  // namespace ferrule::cmd::guest
