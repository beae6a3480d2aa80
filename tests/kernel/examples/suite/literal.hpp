// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/literal.hpp"

#include "ferrule/kernel/device.hpp"
#include "ferrule/kernel/test.hpp"
#include "tests/kernel/examples/plain_file.hpp"

namespace literal_example {

using namespace ferrule::kernel;

#include "examples/literal-1.inc"

inline Result<> run(Test&) MAY_SLEEP {
  StackPin<MiscDevice<PlainFile>> misc;
  TRYV(misc.init(new_misc_device<PlainFile>(kPower.name, init_value())));
  // test/use_examples looks into the log for the device's name.
  dev_info(misc->device(), "on\n");
  return ok();
}

}  // namespace literal_example
