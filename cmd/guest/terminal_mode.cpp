// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/guest/terminal_mode.hpp"

#include <unistd.h>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd::guest {
namespace {

/// Sets the mode, if one is given; gives the one there was before.
std::optional<termios> exchange_mode(const std::optional<termios>& wanted) {
  termios before{};
  UNSAFE("each call fills or reads its structure, or fails") {
    if (::tcgetattr(STDIN_FILENO, &before) != 0) {
      return std::nullopt;
    }
    if (wanted.has_value()) {
      ::tcsetattr(STDIN_FILENO, TCSANOW, &*wanted);
    }
  }
  return before;
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

RawTerminal::RawTerminal() : before_{exchange_mode(std::nullopt)} {
  if (before_.has_value()) {
    static_cast<void>(exchange_mode(raw(*before_)));
  }
}

RawTerminal::~RawTerminal() { static_cast<void>(exchange_mode(before_)); }

}  // namespace ferrule::cmd::guest
