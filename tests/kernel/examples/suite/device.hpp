// SPDX-License-Identifier: GPL-2.0 OR MIT
#pragma once

#include "ferrule/kernel/device.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace device_example {

using namespace ferrule::kernel;

struct Nothing {};
class OpenFile {
 public:
  using Shared = Nothing;
  static Result<KBox<OpenFile>> open(const File&, const Arc<Nothing>&) MAY_SLEEP {
    return KBox<OpenFile>::make(GFP_KERNEL);
  }
};

inline Result<> run(Test&) MAY_SLEEP {
  StackPin<MiscDevice<OpenFile>> misc;
  TRYV(misc.init(new_misc_device<OpenFile>("ferrule_letters", init_value())));
  // test/use_examples looks into the log.
#include "examples/device-1.inc"
  return ok();
}

}  // namespace device_example
