// SPDX-License-Identifier: Apache-2.0 OR MIT
// Reports in which a kernel says that something is broken in it: oops, warning, KASAN, lockdep...
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule::cmd::guest {

enum class SplatKind : u8 {
  Panic,          ///< the kernel stopped
  Oops,           ///< a bad access or BUG() in kernel code
  Warning,        ///< WARN_ON and its like
  AddressError,   ///< KASAN, KFENCE, SLUB: use after free, out of bounds
  Race,           ///< KCSAN
  Undefined,      ///< UBSAN
  Locking,        ///< lockdep, RCU and lock debugging
  SleepInAtomic,  ///< "sleeping function called from invalid context"
  Leak,           ///< kmemleak, objects left in a cache
  Refcount,       ///< overflow, underflow, use after free of a counter
  Stall,          ///< hung task, lockup, RCU stall
};
/// "panic", "oops", "sleep-in-atomic", ...
[[nodiscard]] std::string name_of(SplatKind kind);

struct Splat {
  SplatKind kind = SplatKind::Warning;
  std::string title;               ///< the line that names it
  std::string step;                ///< the step in which it came; empty before the first
  std::vector<std::string> lines;  ///< the whole report
};

/// Fed with the kernel's lines, without time stamps.
class SplatFinder {
 public:
  /// `step`: the one that is being carried out.
  void feed(std::string_view line, const std::string& step);
  [[nodiscard]] const std::vector<Splat>& found() const FERRULE_LIFETIMEBOUND { return found_; }

 private:
  std::vector<Splat> found_;
  bool is_open_ = false;
  bool has_title_ = false;

  void begin(Splat splat, bool has_title);
  void go_on(std::string_view line);
};

}  // namespace ferrule::cmd::guest
