// SPDX-License-Identifier: GPL-2.0 OR MIT
// A box is not made of bytes.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

Result<> handle(UserSliceReader& in) MAY_SLEEP {
#if defined(WRONG)
  TRY(auto box, in.read<KBox<u32>>());  // refused: no matching member function for call to 'read'
#else
  TRY(const u32 number, in.read<u32>());
  TRY(auto box, KBox<u32>::make(GFP_KERNEL, number));
#endif
  return ok();
}
