// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/device.hpp"

#include "ferrule/kernel/test.hpp"
#include "tests/kernel/examples/plain_file.hpp"

namespace device_example {

using namespace ferrule::kernel;

inline Result<> run(Test&) MAY_SLEEP {
  StackPin<MiscDevice<PlainFile>> misc;
  TRYV(misc.init(new_misc_device<PlainFile>("ferrule_letters", init_value())));
  // test/use_examples looks into the log.
#include "examples/device-1.inc"
  return ok();
}

}  // namespace device_example
