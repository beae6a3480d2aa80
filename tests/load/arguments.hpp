// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include <string>
#include <vector>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::testing {

/// What main() was given, without the program's name.
[[nodiscard]] inline std::vector<std::string> copy_arguments(int count, char** values) {
  std::vector<std::string> copied;
  UNSAFE("main's contract: values has count strings that end in zero bytes") {
    for (int i = 1; i < count; ++i) {
      copied.emplace_back(values[i]);
    }
  }
  return copied;
}

}  // namespace ferrule::testing
