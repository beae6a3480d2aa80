// SPDX-License-Identifier: GPL-2.0 OR MIT
// Refuses one allocation of the current task, as fail-nth of
// Documentation/fault-injection/fault-injection.rst does. Which kinds are refused is set in
// debugfs.
#pragma once

#include <ferrule/probes.h>
#include <ferrule/bindings.hpp>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel::internal {

#if FERRULE_PROBE_HAS_FAIL_NTH

class Refusal {
 public:
  /// Of the `nth` allocation from now on, until this object ends; 0: of none.
  explicit Refusal(u32 nth) : is_asked_{nth != 0} { set(nth); }
  Refusal(const Refusal&) = delete;
  Refusal& operator=(const Refusal&) = delete;
  ~Refusal() { set(0); }

  /// Whether the task came to that allocation.
  [[nodiscard]] bool has_come() const {
    FERRULE_UNSAFE("reads a number of this task") {
      return is_asked_ && ferrule_fail_nth() == 0;
    }
  }

 private:
  bool is_asked_;

  /// Leaves alone what somebody else has set.
  void set(u32 nth) const {
    FERRULE_UNSAFE("any number will do, and only this task is concerned") {
      if (is_asked_) {
        ferrule_set_fail_nth(nth);
      }
    }
  }
};

#else

/// This kernel refuses none.
class Refusal {
 public:
  explicit Refusal(u32) {}
  [[nodiscard]] static bool has_come() { return false; }
};

#endif

}  // namespace ferrule::kernel::internal
