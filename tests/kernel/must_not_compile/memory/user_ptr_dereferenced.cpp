// SPDX-License-Identifier: GPL-2.0 OR MIT
// User memory is not the kernel's to look at.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

Result<u32> read(UserPtr place) MAY_SLEEP {
#if defined(WRONG)
  return *place;  // refused: indirection requires pointer operand
#else
  return UserSlice(place, sizeof(u32)).reader().read<u32>();
#endif
}
