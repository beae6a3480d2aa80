// SPDX-License-Identifier: Apache-2.0 OR MIT
#include <stdexcept>

#include "ferrule/core/result.hpp"

#if defined(TRY) || defined(UNSAFE)
#error "installed headers must not take short macro names from their user"
#endif

namespace {
ferrule::Result<int, int> half(int number) {
  if (number % 2 != 0) {
    return ferrule::Err{number};
  }
  return number / 2;
}
}  // namespace

int main() {
  try {
    if (!half(4).has_value()) {
      throw std::runtime_error("4 is even");
    }
  } catch (const std::exception&) {
    return 1;
  }
  return 0;
}
