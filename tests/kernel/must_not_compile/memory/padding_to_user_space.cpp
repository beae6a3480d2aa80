// SPDX-License-Identifier: GPL-2.0 OR MIT
// Padding holds what the kernel had there before.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

struct Status {
  u32 state;
#if !defined(WRONG)
  u32 reserved;
#endif
  u64 bytes;
};

Result<> report(UserSliceWriter& out) MAY_SLEEP {
  return out.write(Status{});  // refused: padding would carry kernel memory to user space
}
