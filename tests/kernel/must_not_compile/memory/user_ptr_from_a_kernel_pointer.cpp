// SPDX-License-Identifier: GPL-2.0 OR MIT
// A kernel address is no address of the process.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

usize size_of(const u32& number) {
#if defined(WRONG)
  const UserPtr place = std::addressof(number);  // refused: no viable conversion
#else
  const UserPtr place = UserPtr::from_address(number);
#endif
  return UserSlice(place, sizeof(u32)).size();
}
