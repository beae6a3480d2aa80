// SPDX-License-Identifier: GPL-2.0 OR MIT
// Jiffies: a span of time in ticks of the kernel's clock, for timeouts. A Duration becomes one
// where it is wanted:
//
//   TRYV(done.wait_timeout(20_ms));
//   const Jiffies patience = msecs_to_jiffies(1500);
#pragma once

#include <ferrule/bindings.hpp>

#include <compare>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/time.hpp"

namespace ferrule::kernel {

class Jiffies {
 public:
  explicit constexpr Jiffies(unsigned long count) : count_{count} {}
  /// Rounded up; none for what is negative, forever() from 24 days on.
  Jiffies(Duration time) : count_{ticks_of(time)} {}
  /// MAX_SCHEDULE_TIMEOUT: sleeping as long as this never times out.
  [[nodiscard]] static constexpr Jiffies forever() { return Jiffies(kForever); }
  [[nodiscard]] constexpr unsigned long count() const { return count_; }
  constexpr auto operator<=>(const Jiffies&) const = default;

 private:
  static constexpr unsigned long kForever = static_cast<unsigned long>(__LONG_MAX__);

  unsigned long count_;

  [[nodiscard]] static unsigned long ticks_of(Duration time) {
    constexpr i64 kMillisecond = 1'000'000;
    constexpr i64 kMostMilliseconds = __INT_MAX__;
    const i64 all = time.as_nanoseconds();
    const i64 milliseconds = all / kMillisecond + (all % kMillisecond > 0 ? 1 : 0);
    if (milliseconds <= 0) {
      return 0;
    }
    FERRULE_UNSAFE("a function of its argument, which fits into 31 bits") {
      return milliseconds > kMostMilliseconds
                 ? kForever
                 : ferrule_msecs_to_jiffies(static_cast<u32>(milliseconds));
    }
  }
};

/// Rounded up.
[[nodiscard]] inline Jiffies msecs_to_jiffies(u32 milliseconds) {
  FERRULE_UNSAFE("a function of its argument") {
    return Jiffies(ferrule_msecs_to_jiffies(milliseconds));
  }
}

}  // namespace ferrule::kernel
