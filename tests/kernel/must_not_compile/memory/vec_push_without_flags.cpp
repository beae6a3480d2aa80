// SPDX-License-Identifier: GPL-2.0 OR MIT
// Each growth says how it may get its memory.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/vec.hpp"

using namespace ferrule::kernel;

Result<> add(KVec<u32>& numbers) MAY_SLEEP {
#if defined(WRONG)
  return numbers.push(4);  // refused: no matching member function for call to 'push'
#else
  return numbers.push(4, GFP_KERNEL);
#endif
}
