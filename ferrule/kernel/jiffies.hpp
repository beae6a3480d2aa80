// SPDX-License-Identifier: GPL-2.0 OR MIT
// Jiffies: a span of time in ticks of the kernel's clock, for timeouts.
#pragma once

#include <ferrule/bindings.hpp>

#include <compare>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel {

class Jiffies {
 public:
  explicit constexpr Jiffies(unsigned long count) : count_{count} {}
  /// MAX_SCHEDULE_TIMEOUT: sleeping as long as this never times out.
  [[nodiscard]] static constexpr Jiffies forever() {
    return Jiffies(static_cast<unsigned long>(__LONG_MAX__));
  }
  [[nodiscard]] constexpr unsigned long count() const { return count_; }
  constexpr auto operator<=>(const Jiffies&) const = default;

 private:
  unsigned long count_;
};

/// Rounded up.
[[nodiscard]] inline Jiffies msecs_to_jiffies(u32 milliseconds) {
  FERRULE_UNSAFE("a function of its argument") {
    return Jiffies(ferrule_msecs_to_jiffies(milliseconds));
  }
}

}  // namespace ferrule::kernel
