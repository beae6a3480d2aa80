// SPDX-License-Identifier: GPL-2.0 OR MIT
// A class with a field that must not move does not move either.
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
struct Device {
  Pinned64 serial;
};

u64 read(KBox<Device>& box) {
#if defined(WRONG)
  // refused below: call to implicitly-deleted copy constructor of 'Device'
  Device moved = std::move(*box);
  return moved.serial.value();
#else
  return box->serial.value();
#endif
}
