// SPDX-License-Identifier: GPL-2.0 OR MIT
// What runs initialisers may sleep.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

class Pinned64 {
 public:
  explicit Pinned64(u64 value) : value_{value} {}
  Pinned64(const Pinned64&) = delete;
  Pinned64& operator=(const Pinned64&) = delete;
  [[nodiscard]] u64 value() const { return value_; }

 private:
  u64 value_;
};

#if defined(WRONG)
Result<> build() {
#else
Result<> build() MAY_SLEEP {
#endif
  StackPin<Pinned64> place;
  const auto init = [](Slot<Pinned64>& slot) -> Result<> {
    slot.emplace(u64{4});
    return ok();
  };
  return place.init(init);  // refused: requires holding context 'may_sleep'
}
