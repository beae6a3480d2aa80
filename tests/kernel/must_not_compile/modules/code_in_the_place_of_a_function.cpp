// SPDX-License-Identifier: GPL-2.0 OR MIT
// No symbol means another than it says, and none that may be missing.
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
[[gnu::weak]] u32 limit();        // refused by the checker: [ferrule-attribute]
u32 count(u32) __asm__("panic");  // refused by the checker: [ferrule-attribute]
#else
u32 limit();
u32 count(u32);
#endif

u32 both() { return limit() + count(1); }
