// SPDX-License-Identifier: GPL-2.0 OR MIT
// So could a copy of the reader.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

Result<u32> peek(UserSliceReader& in) MAY_SLEEP {
#if defined(WRONG)
  UserSliceReader ahead = in;  // refused: call to deleted constructor of 'UserSliceReader'
  return ahead.read<u32>();
#else
  return in.read<u32>();
#endif
}
