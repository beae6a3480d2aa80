// SPDX-License-Identifier: GPL-2.0 OR MIT
// Waiting for a while (Documentation/timers/delay_sleep_functions.rst). Who sleeps gives the CPU to
// others; udelay() keeps it, and is for a few microseconds where nobody may sleep.
//
//   fsleep(20_ms);                               // the kernel chooses how
//   usleep_range(100_us, 150_us);
//   registers.with([](Registers&) { udelay(5_us); });
#pragma once

#include <ferrule/bindings.hpp>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/time.hpp"

namespace ferrule::kernel {

namespace internal {

/// Whole units, rounded up, none for what is negative, and no more than an unsigned int tells.
constexpr u32 whole_units(Duration time, i64 unit_ns) {
  constexpr i64 kMost = 0xffff'ffff;
  const i64 all = time.as_nanoseconds();
  if (all <= 0) {
    return 0;
  }
  const i64 count = all / unit_ns + (all % unit_ns != 0 ? 1 : 0);
  return static_cast<u32>(count < kMost ? count : kMost);
}

// Not constexpr: see BusyWait.
void udelay_is_for_at_most_one_millisecond();

}  // namespace internal

/// Sleeps at least as long, to the next tick or two. Signals do not end it. At most 49 days.
inline void msleep(Duration time) FERRULE_MAY_SLEEP {
  FERRULE_UNSAFE("msleep takes any number; the caller may sleep") {
    ferrule_msleep(internal::whole_units(time, 1'000'000));
  }
}
/// Sleeps at least `least`; the nearer `most` is, the more often the CPU is woken for this alone.
/// At most 71 minutes.
inline void usleep_range(Duration least, Duration most) FERRULE_MAY_SLEEP {
  ensure(least <= most);
  FERRULE_UNSAFE("least is not more than most, and the caller may sleep") {
    ferrule_usleep_range(internal::whole_units(least, 1'000), internal::whole_units(most, 1'000));
  }
}
/// Sleeps at least as long, with the function that suits. At most 71 minutes.
inline void fsleep(Duration time) FERRULE_MAY_SLEEP {
  FERRULE_UNSAFE("fsleep takes any number; the caller may sleep") {
    ferrule_fsleep(internal::whole_units(time, 1'000));
  }
}

/// How long udelay() waits: a constant of at most a millisecond, anything else does not compile.
class BusyWait {
 public:
  consteval BusyWait(Duration time) : microseconds_{internal::whole_units(time, 1'000)} {
    if (time > Duration::milliseconds(1)) {
      internal::udelay_is_for_at_most_one_millisecond();
    }
  }
  [[nodiscard]] constexpr u32 microseconds() const { return microseconds_; }

 private:
  u32 microseconds_;
};

/// Keeps the CPU at least as long. Callable anywhere.
inline void udelay(BusyWait time) {
  FERRULE_UNSAFE("a BusyWait is short enough for the loop") {
    ferrule_udelay(time.microseconds());
  }
}

}  // namespace ferrule::kernel
