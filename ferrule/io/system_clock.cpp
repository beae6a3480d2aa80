// SPDX-License-Identifier: Apache-2.0 OR MIT
#include "ferrule/io/system_clock.hpp"

#include <time.h>

#include "ferrule/core/unsafe.hpp"

namespace ferrule::io {

i64 SystemClock::unix_seconds() const {
  timespec now{};
  UNSAFE("the structure lives during the call") {
    ::clock_gettime(CLOCK_REALTIME, &now);
  }
  return now.tv_sec;
}

}  // namespace ferrule::io
