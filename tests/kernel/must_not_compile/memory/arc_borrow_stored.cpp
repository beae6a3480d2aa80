// SPDX-License-Identifier: GPL-2.0 OR MIT
// A borrow goes down into calls; what is kept is an owner.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
class Cache {
 public:
  explicit Cache(ArcBorrow<u32> value FERRULE_LIFETIMEBOUND) : value_{value} {}
  [[nodiscard]] u32 value() const { return *value_; }

 private:
  ArcBorrow<u32> value_;  // refused by the checker: [ferrule-field-view]
};
#else
class Cache {
 public:
  explicit Cache(ArcBorrow<u32> value) : value_{value.clone()} {}
  [[nodiscard]] u32 value() const { return *value_; }

 private:
  Arc<u32> value_;
};
#endif
