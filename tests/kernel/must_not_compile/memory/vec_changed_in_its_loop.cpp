// SPDX-License-Identifier: GPL-2.0 OR MIT
// So does growing while its elements are gone through.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/vec.hpp"

using namespace ferrule::kernel;

Result<> twice(KVec<u32>& numbers) MAY_SLEEP {
#if defined(WRONG)
  // refused by the checker below: [ferrule-use-after-invalidate]
  for (const u32 number : numbers.span()) {
    TRYV(numbers.push(number, GFP_KERNEL));
  }
#else
  const usize size = numbers.size();
  for (usize i = 0; i < size; ++i) {
    TRYV(numbers.push(u32{numbers[i]}, GFP_KERNEL));
  }
#endif
  return ok();
}
