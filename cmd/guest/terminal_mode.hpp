// SPDX-License-Identifier: Apache-2.0 OR MIT
// The terminal of this process while a guest's console takes its place.
#pragma once

#include <termios.h>

#include <optional>

namespace ferrule::cmd::guest {

/// While it lives, every key goes to the program: no echo, no lines, no signals. What was typed
/// before stays to be read. Does nothing where standard input is no terminal.
class RawTerminal {
 public:
  RawTerminal();
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;
  RawTerminal(RawTerminal&&) = delete;
  RawTerminal& operator=(RawTerminal&&) = delete;
  ~RawTerminal();

 private:
  std::optional<termios> before_;
};

}  // namespace ferrule::cmd::guest
