// SPDX-License-Identifier: GPL-2.0 OR MIT
// A page of the process may have to be brought in.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
Result<u32> read(UserSliceReader& in) {
#else
Result<u32> read(UserSliceReader& in) MAY_SLEEP {
#endif
  return in.read<u32>();  // refused: requires holding context 'may_sleep'
}
