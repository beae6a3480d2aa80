// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who turns an owner into a pointer answers for it.
#include "ferrule/kernel/foreign_ownable.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
void* keep(KBox<u32> box) {
  return into_foreign(std::move(box));  // refused by the checker: [ferrule-call-unsafe]
}
#else
KBox<u32> keep(KBox<u32> box) { return box; }
#endif
