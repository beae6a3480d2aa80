// SPDX-License-Identifier: GPL-2.0 OR MIT
// Refcount: how many share an object (include/linux/refcount.h). The kernel's own refcount_t: it
// saturates instead of wrapping and warns of each misuse, so a bug leaks the object and never frees
// it early.
//
//   object.count.inc();                        // one more
//   if (object.count.dec_and_test()) {
//     object.end();                            // nobody else has it
//   }
#pragma once

#include <ferrule/bindings.hpp>

#include <memory>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::kernel {

class Refcount {
 public:
  explicit Refcount(i32 initial = 1) {
    FERRULE_UNSAFE("raw_ is storage for a refcount_t that nobody shares yet") {
      ferrule_refcount_set(std::addressof(raw_), initial);
    }
  }
  Refcount(const Refcount&) = delete;
  Refcount& operator=(const Refcount&) = delete;

  /// For messages: it may have changed when it is looked at.
  [[nodiscard]] u32 read() const {
    FERRULE_UNSAFE("the constructor set it") {
      return ferrule_refcount_read(std::addressof(raw_));
    }
  }
  /// The caller shares the object already. Nothing is ordered by it.
  void inc() const {
    FERRULE_UNSAFE("the constructor set it") {
      ferrule_refcount_inc(std::addressof(raw_));
    }
  }
  /// For who found the object in a table that has no share of it. False: it is going away.
  [[nodiscard]] bool inc_not_zero() const {
    FERRULE_UNSAFE("the constructor set it") {
      return ferrule_refcount_inc_not_zero(std::addressof(raw_));
    }
  }
  /// True for exactly one caller, the last: what others did with the object was before.
  [[nodiscard]] bool dec_and_test() const {
    FERRULE_UNSAFE("the constructor set it") {
      return ferrule_refcount_dec_and_test(std::addressof(raw_));
    }
  }

 private:
  FERRULE_SYNC mutable struct refcount_struct raw_{};
};

}  // namespace ferrule::kernel
