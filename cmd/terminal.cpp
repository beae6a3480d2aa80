// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/terminal.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {
namespace {

/// The variable's value; empty when it is not set.
std::string environment(const std::string& name) {
  UNSAFE("the name ends in a zero byte, and the value is copied before anything can change it") {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::string() : std::string(value);
  }
}

bool is_terminal() {
  UNSAFE("isatty takes a number only") {
    return ::isatty(STDERR_FILENO) == 1;
  }
}

}  // namespace

bool wants_colour() {
  return environment("NO_COLOR").empty() && environment("TERM") != "dumb" && is_terminal();
}

}  // namespace ferrule::cmd
