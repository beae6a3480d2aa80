// SPDX-License-Identifier: GPL-2.0 OR MIT
// Growing moves the elements elsewhere.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/vec.hpp"

using namespace ferrule::kernel;

Result<u32> add(KVec<u32>& numbers) MAY_SLEEP {
#if defined(WRONG)
  u32& first = numbers[0];
  TRYV(numbers.push(4, GFP_KERNEL));
  return first;  // refused by the checker: [ferrule-use-after-invalidate]
#else
  TRYV(numbers.push(4, GFP_KERNEL));
  return numbers[0];
#endif
}
