// SPDX-License-Identifier: GPL-2.0 OR MIT
// The kernel has tasks, and no storage for each.
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

u32 chosen(u32 given);

u32 limit(u32 given) {
#if defined(WRONG)
  thread_local const u32 first = chosen(given);  // refused by the checker: [ferrule-kernel-static]
#else
  const u32 first = chosen(given);
#endif
  return first;
}
