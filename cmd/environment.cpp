// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "cmd/environment.hpp"

#include <cstdlib>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd {

std::string environment(const std::string& name) {
  UNSAFE("the name ends in a zero byte, and the value is copied before anything can change it") {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::string() : std::string(value);
  }
}

}  // namespace ferrule::cmd
