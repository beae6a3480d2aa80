// SPDX-License-Identifier: GPL-2.0 OR MIT
// An address of the kernel is nobody's business.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

struct FERRULE_VIEW Status {
#if defined(WRONG)
  const u32* state;
#else
  u64 state;
#endif
};

Result<> report(UserSliceWriter& out) MAY_SLEEP {
  return out.write(Status{});  // refused: pointers, bool and enums do not go to user space
}
