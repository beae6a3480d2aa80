// SPDX-License-Identifier: GPL-2.0 OR MIT
// into_inner() would move it.
#include "ferrule/kernel/box.hpp"
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
using Held = Pinned64;
#else
using Held = u64;
#endif
auto take(KBox<Held> box) {
  return std::move(box).into_inner();  // refused: invalid reference to function 'into_inner'
}
