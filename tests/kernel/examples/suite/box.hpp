// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/box.hpp"

#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace box_example {

using namespace ferrule::kernel;

struct Entry {
  explicit Entry(u32 given) : number{given} {}
  u32 number;
};
struct Device {
  Mutex<u32> minor;

  static auto init(u32 minor) { return pin_init<Device>(field<&Device::minor>(new_mutex(minor))); }
};
class Shape {
 public:
  virtual u32 area() const = 0;

 protected:
  ~Shape() = default;
};
class Circle final : public Shape {
 public:
  explicit Circle(u32 radius) : radius_{radius} {}
  u32 area() const override { return radius_ * radius_ * 3; }

 private:
  u32 radius_;
};

inline Result<> run(Test& test) MAY_SLEEP {
#include "examples/box-1.inc"
  test.expect_eq(entry->number, 7U);
  test.expect_eq(device->minor.with([](const u32& now) { return now; }), 7U);
  test.expect_eq(shape->area(), 12U);
  return ok();
}

}  // namespace box_example
