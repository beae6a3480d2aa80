// SPDX-License-Identifier: GPL-2.0 OR MIT
// A Device is a view of what registered it.
#include "ferrule/kernel/device.hpp"
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Nothing {};
class OpenFile {
 public:
  using Shared = Nothing;
  static Result<KBox<OpenFile>> open(const File&, const Arc<Nothing>&) MAY_SLEEP {
    return KBox<OpenFile>::make(GFP_KERNEL);
  }
};

#if defined(WRONG)
struct Kept {
  Device device;  // refused by the checker: borrows
};
#endif
void tell(const MiscDevice<OpenFile>& misc) { dev_info(misc.device(), "here\n"); }
