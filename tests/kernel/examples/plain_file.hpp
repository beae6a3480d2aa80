// SPDX-License-Identifier: GPL-2.0 OR MIT
// A misc device's open file that can do nothing, for examples that only need the device.
#pragma once

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/prelude.hpp"

namespace ferrule::kernel {

struct Nothing {};

class PlainFile {
 public:
  using Shared = Nothing;
  static Result<KBox<PlainFile>> open(const File&, const Arc<Nothing>&) MAY_SLEEP {
    return KBox<PlainFile>::make(GFP_KERNEL);
  }
};

}  // namespace ferrule::kernel
