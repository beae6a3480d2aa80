// SPDX-License-Identifier: GPL-2.0 OR MIT
// An object that must not move does not.
#include "ferrule/kernel/box.hpp"
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

u64 read(KBox<Pinned64>& box) {
#if defined(WRONG)
  Pinned64 moved = std::move(*box);  // refused: call to deleted constructor of 'Pinned64'
  return moved.value();
#else
  return box->value();
#endif
}
