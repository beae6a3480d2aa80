// SPDX-License-Identifier: GPL-2.0 OR MIT
// That zero is valid is a claim, which needs an UNSAFE and its reason.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

class Counter {
 public:
#if defined(WRONG)
  static constexpr ZeroableClaim kZeroable =
      ZeroableClaim::make();  // refused by the checker: [ferrule-call-unsafe]
#else
  static constexpr ZeroableClaim kZeroable =
      FERRULE_UNSAFE_EXPR("a counter starts at zero", ZeroableClaim::make());
#endif
  [[nodiscard]] u32 count() const { return count_; }

 private:
  u32 count_ = 0;
};
static_assert(Zeroable<Counter>);
