// SPDX-License-Identifier: GPL-2.0 OR MIT
// What must not move is built in its place, and not handed in.
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

auto recipe() {
#if defined(WRONG)
  return pin_init<Device>(
      field<&Device::serial>(Pinned64(2)));  // refused: call to deleted constructor of 'Pinned64'
#else
  return pin_init<Device>(field<&Device::serial>(u64{2}));
#endif
}
