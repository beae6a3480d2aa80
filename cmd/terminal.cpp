// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/terminal.hpp"

#include <unistd.h>

#include "cmd/environment.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {
namespace {

bool is_terminal(int number) {
  UNSAFE("isatty takes a number only") {
    return ::isatty(number) == 1;
  }
}

}  // namespace

bool wants_colour(Stream stream) {
  return environment("NO_COLOR").empty() && environment("TERM") != "dumb" &&
         is_terminal(stream == Stream::Output ? STDOUT_FILENO : STDERR_FILENO);
}

}  // namespace ferrule::cmd
