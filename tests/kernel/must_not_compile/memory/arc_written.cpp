// SPDX-License-Identifier: GPL-2.0 OR MIT
// What is shared is const.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Settings {
  u32 volume;
};

#if defined(WRONG)
void set(Arc<Settings>& shared) {
  // refused below: cannot assign to return value
  shared->volume = 3;
}
#else
void set(UniqueArc<Settings>& shared) { shared->volume = 3; }
#endif
