// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/deadline.hpp"

#include <time.h>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::io {

u64 monotonic_us() {
  timespec now{};
  UNSAFE("the structure lives during the call") {
    ::clock_gettime(CLOCK_MONOTONIC, &now);
  }
  return static_cast<u64>(now.tv_sec) * 1'000'000 + static_cast<u64>(now.tv_nsec) / 1'000;
}

u64 monotonic_ms() { return monotonic_us() / 1'000; }

}  // namespace ferrule::io
