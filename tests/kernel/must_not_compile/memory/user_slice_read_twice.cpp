// SPDX-License-Identifier: GPL-2.0 OR MIT
// Between two reads the process may have changed it.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

Result<u32> check_then_use(UserSlice slice) MAY_SLEEP {
#if defined(WRONG)
  TRY(const u32 first, std::move(slice).reader().read<u32>());
  if (first > 10) {
    return Err{errors::EINVAL};
  }
  return std::move(slice).reader().read<u32>();  // refused by the checker: [ferrule-use-after-move]
#else
  TRY(const u32 first, std::move(slice).reader().read<u32>());
  if (first > 10) {
    return Err{errors::EINVAL};
  }
  return first;
#endif
}
