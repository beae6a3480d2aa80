// SPDX-License-Identifier: GPL-2.0 OR MIT
// The same for writing, with a lock held.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/uaccess.hpp"

using namespace ferrule::kernel;

Result<> write(UserSliceWriter& out, SpinLock<u32>& number) MAY_SLEEP {
#if defined(WRONG)
  auto guard = number.lock();
  return out.write(*guard);  // refused: while atomic context 'atomic_context' is held
#else
  const u32 copy = number.with([](u32& value) { return value; });
  return out.write(copy);
#endif
}
