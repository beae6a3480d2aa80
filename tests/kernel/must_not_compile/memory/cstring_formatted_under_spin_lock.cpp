// SPDX-License-Identifier: GPL-2.0 OR MIT
// Formatting allocates.
#include "ferrule/kernel/cstring.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

Result<> name(SpinLock<u32>& number) MAY_SLEEP {
  auto guard = number.lock();
#if defined(WRONG)
  // refused below: while atomic context 'atomic_context' is held
  TRY(const CString text, CString::format(GFP_KERNEL, "blinky-{}", *guard));
#else
  TRY(const CString text, CString::format(GFP_ATOMIC, "blinky-{}", *guard));
#endif
  pr_info("{}\n", text);
  return ok();
}
