// SPDX-License-Identifier: GPL-2.0 OR MIT
// A slice turns into its reader.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

usize look(UserSlice slice) {
#if defined(WRONG)
  // refused below: 'this' argument to member function 'reader' is an lvalue
  return slice.reader().remaining();
#else
  return std::move(slice).reader().remaining();
#endif
}
