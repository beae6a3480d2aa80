// SPDX-License-Identifier: Apache-2.0 OR MIT
// LineLimit: lets so many log lines through in each second and counts the others, so that whoever
// scans the server cannot fill its log.
#pragma once

#include "ferrule/core/types.hpp"

namespace ferrule::cmd {

class LineLimit {
 public:
  static constexpr u64 kWindowMs = 1'000;

  /// 0: without a limit.
  explicit constexpr LineLimit(u32 per_second) : per_second_{per_second} {}

  /// Whether a line may be written now; `now_ms` never goes back.
  [[nodiscard]] constexpr bool admit(u64 now_ms) {
    if (per_second_ == 0) {
      return true;
    }
    if (written_ == 0 || now_ms >= window_ms_ + kWindowMs) {
      window_ms_ = now_ms;
      written_ = 0;
    }
    if (written_ < per_second_) {
      ++written_;
      return true;
    }
    if (left_out_ == 0) {
      left_out_ms_ = now_ms;
    }
    ++left_out_;
    return false;
  }

  /// How many lines were left out, told once for each second in which there were some.
  [[nodiscard]] constexpr u64 take_left_out(u64 now_ms) {
    return left_out_ != 0 && now_ms >= left_out_ms_ + kWindowMs ? take_all_left_out() : 0;
  }
  /// The same without waiting for the second to end.
  [[nodiscard]] constexpr u64 take_all_left_out() {
    const u64 count = left_out_;
    left_out_ = 0;
    return count;
  }

 private:
  u32 per_second_;
  u32 written_ = 0;      ///< in the window
  u64 window_ms_ = 0;    ///< its start
  u64 left_out_ = 0;     ///< and not yet told
  u64 left_out_ms_ = 0;  ///< the first of them
};

}  // namespace ferrule::cmd
