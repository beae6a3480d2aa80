// SPDX-License-Identifier: GPL-2.0 OR MIT
// The memory does not sleep, but what is built in it does.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

class Firmware {
 public:
  Firmware() MAY_SLEEP {}
};

Result<> load() MAY_SLEEP {
#if defined(WRONG)
  // refused below: requires holding context 'may_sleep'
  TRY(const auto box, KBox<Firmware>::make(GFP_ATOMIC));
  // refused below: requires holding context 'may_sleep'
  TRY(const auto shared, Arc<Firmware>::make(GFP_ATOMIC));
#else
  TRY(const auto box, KBox<Firmware>::make(GFP_KERNEL));
  TRY(const auto shared, Arc<Firmware>::make(GFP_KERNEL));
#endif
  return ok();
}
