// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/test.hpp"

#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

namespace {

using namespace ferrule::kernel;

class Counter {
 public:
  explicit Counter(LockClass lock_class) : value_(lock_class, 0U) {}
  static auto init() {
    return [](Slot<Counter>& slot) -> Result<> {
      slot.emplace(FERRULE_LOCK_CLASS("Counter"));
      return ok();
    };
  }
  u32 value() const MAY_SLEEP {
    return value_.with([](const u32& now) { return now; });
  }

 private:
  Mutex<u32> value_;
};

#include "examples/test-1.inc"

}  // namespace

#include "examples/test-2.inc"
