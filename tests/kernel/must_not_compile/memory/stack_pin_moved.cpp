// SPDX-License-Identifier: GPL-2.0 OR MIT
// A place on the stack stays where it is.
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

Result<> build() {
  StackPin<Pinned64> place;
#if defined(WRONG)
  // refused below: call to deleted constructor of 'StackPin<Pinned64>'
  StackPin<Pinned64> other = std::move(place);
#endif
  return ok();
}
