// SPDX-License-Identifier: GPL-2.0 OR MIT
// A copy would own the same memory.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/vec.hpp"

using namespace ferrule::kernel;

Result<KVec<u32>> copy(const KVec<u32>& numbers) MAY_SLEEP {
#if defined(WRONG)
  return numbers;  // refused: no viable conversion from returned value
#else
  return KVec<u32>::copy_of(numbers.span(), GFP_KERNEL);
#endif
}
