// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nobody ends what a static lock guards.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/global_lock.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
// refused below: nobody ends what a static lock guards
FERRULE_GLOBAL_LOCK(Mutex<Option<KBox<int>>>, last);
#else
FERRULE_GLOBAL_LOCK(Mutex<Option<int>>, last);
#endif
bool has_last() MAY_SLEEP {
  return last.with([](const auto& value) { return value.has_value(); });
}
