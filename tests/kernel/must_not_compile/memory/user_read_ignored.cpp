// SPDX-License-Identifier: GPL-2.0 OR MIT
// It may have been EFAULT.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

Result<> handle(UserSliceReader& in, MutBytes to) MAY_SLEEP {
#if defined(WRONG)
  in.read_into(to);  // refused: ignoring return value
#else
  TRYV(in.read_into(to));
#endif
  return ok();
}
