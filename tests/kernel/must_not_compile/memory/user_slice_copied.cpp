// SPDX-License-Identifier: GPL-2.0 OR MIT
// A copy could be read again.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

UserSlice pass(UserSlice& slice) {
#if defined(WRONG)
  return slice;  // refused: call to deleted constructor of 'UserSlice'
#else
  return std::move(slice);
#endif
}
