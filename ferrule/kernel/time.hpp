// SPDX-License-Identifier: GPL-2.0 OR MIT
// Time: a Duration has a unit in the source and none in the interfaces, an Instant is a moment of
// the monotonic clock.
//
//   const Instant start = Instant::now();
//   TRYV(done.wait_timeout(250_ms));
//   pr_info("took {}\n", start.elapsed());       // took 31 us
//
// Jiffies (jiffies.hpp) are made of Durations where the kernel counts in ticks.
#pragma once

#include <ferrule/bindings.hpp>

#include <compare>
#include <limits>

#include "ferrule/core/checked.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/format.hpp"

namespace ferrule::kernel {

/// A span of time in nanoseconds, of either sign; about 292 years at most. Sums that are beyond
/// stop at the end of the range.
class Duration {
 public:
  constexpr Duration() = default;
  [[nodiscard]] static constexpr Duration nanoseconds(i64 count) { return Duration(count); }
  [[nodiscard]] static constexpr Duration microseconds(i64 count) {
    return Duration(count) * kMicrosecond;
  }
  [[nodiscard]] static constexpr Duration milliseconds(i64 count) {
    return Duration(count) * kMillisecond;
  }
  [[nodiscard]] static constexpr Duration seconds(i64 count) { return Duration(count) * kSecond; }
  /// The longest there is.
  [[nodiscard]] static constexpr Duration forever() { return Duration(kMost); }

  [[nodiscard]] constexpr i64 as_nanoseconds() const { return nanoseconds_; }
  /// These leave out what is less than a whole one.
  [[nodiscard]] constexpr i64 as_microseconds() const { return nanoseconds_ / kMicrosecond; }
  [[nodiscard]] constexpr i64 as_milliseconds() const { return nanoseconds_ / kMillisecond; }
  [[nodiscard]] constexpr i64 as_seconds() const { return nanoseconds_ / kSecond; }
  [[nodiscard]] constexpr bool is_negative() const { return nanoseconds_ < 0; }

  constexpr Duration operator+(Duration other) const {
    return Duration(saturating_add(nanoseconds_, other.nanoseconds_));
  }
  constexpr Duration operator-(Duration other) const {
    return Duration(saturating_sub(nanoseconds_, other.nanoseconds_));
  }
  constexpr Duration operator*(i64 factor) const {
    return Duration(saturating_mul(nanoseconds_, factor));
  }
  constexpr auto operator<=>(const Duration&) const = default;

 private:
  static constexpr i64 kMicrosecond = 1'000;
  static constexpr i64 kMillisecond = 1'000'000;
  static constexpr i64 kSecond = 1'000'000'000;
  static constexpr i64 kMost = std::numeric_limits<i64>::max();

  i64 nanoseconds_ = 0;

  explicit constexpr Duration(i64 nanoseconds) : nanoseconds_{nanoseconds} {}
};

namespace internal {

// Not constexpr: a literal that reaches it does not compile, and the message names it.
void the_duration_is_longer_than_292_years();

consteval Duration duration_literal(unsigned long long count, i64 unit) {
  const Option<u64> nanoseconds = checked_mul(u64{count}, static_cast<u64>(unit));
  const Option<i64> fitting = nanoseconds ? narrow<i64>(*nanoseconds) : Option<i64>();
  if (!fitting) {
    the_duration_is_longer_than_292_years();
  }
  return Duration::nanoseconds(*fitting);
}

}  // namespace internal

inline namespace literals {

consteval Duration operator""_ns(unsigned long long count) {
  return internal::duration_literal(count, 1);
}
consteval Duration operator""_us(unsigned long long count) {
  return internal::duration_literal(count, 1'000);
}
consteval Duration operator""_ms(unsigned long long count) {
  return internal::duration_literal(count, 1'000'000);
}
consteval Duration operator""_s(unsigned long long count) {
  return internal::duration_literal(count, 1'000'000'000);
}

}  // namespace literals

/// A moment of the clock that counts from boot and is never set (CLOCK_MONOTONIC). It stands still
/// while the system sleeps.
class Instant {
 public:
  [[nodiscard]] static Instant now() {
    FERRULE_UNSAFE("ktime_get() reads the clock, in any context") {
      return Instant(Duration::nanoseconds(ktime_get()));
    }
  }
  [[nodiscard]] Duration elapsed() const { return now() - *this; }
  /// Since boot.
  [[nodiscard]] constexpr Duration since_boot() const { return since_boot_; }

  constexpr Duration operator-(Instant earlier) const { return since_boot_ - earlier.since_boot_; }
  constexpr Instant operator+(Duration later) const { return Instant(since_boot_ + later); }
  constexpr auto operator<=>(const Instant&) const = default;

 private:
  Duration since_boot_;

  explicit constexpr Instant(Duration since_boot) : since_boot_{since_boot} {}
};

/// In the largest unit that gives a whole number: "1500 us".
template <>
struct Formatter<Duration> {
  static constexpr bool kNumber = false;
  static constexpr void format(FormatBuffer& out, const FormatSpec&, const Duration& value) {
    const i64 all = value.as_nanoseconds();
    if (all % 1'000'000'000 == 0) {
      put(out, value.as_seconds(), CStr(" s"));
    } else if (all % 1'000'000 == 0) {
      put(out, value.as_milliseconds(), CStr(" ms"));
    } else if (all % 1'000 == 0) {
      put(out, value.as_microseconds(), CStr(" us"));
    } else {
      put(out, all, CStr(" ns"));
    }
  }

 private:
  static constexpr void put(FormatBuffer& out, i64 count, CStr unit) {
    Formatter<i64>::format(out, FormatSpec{}, count);
    out.put(unit.str());
  }
};

}  // namespace ferrule::kernel
