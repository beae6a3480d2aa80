// SPDX-License-Identifier: GPL-2.0 OR MIT
// No reference is null.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
struct FERRULE_VIEW Limits {
  const u32& most;
};
#else
struct FERRULE_VIEW Limits {
  const u32* most;
};
#endif

// refused below: static assertion failed
static_assert(Zeroable<Limits>);
