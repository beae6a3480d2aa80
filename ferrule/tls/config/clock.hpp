// SPDX-License-Identifier: Apache-2.0 OR MIT
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::tls {

/// What time it is: the protocol reads no clock of its own. May be asked from several threads.
class Clock {
 public:
  /// Seconds since 1970-01-01 00:00 UTC.
  virtual i64 unix_seconds() const = 0;

 protected:
  ~Clock() = default;
};

/// Always the same time: for tests and replays.
class FixedClock final : public Clock {
 public:
  explicit constexpr FixedClock(i64 seconds) : seconds_{seconds} {}
  i64 unix_seconds() const override { return seconds_; }

 private:
  i64 seconds_;
};

}  // namespace ferrule::tls
