// SPDX-License-Identifier: GPL-2.0 OR MIT
// C functions are called by the abstractions, with a reason.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void release([[maybe_unused]] KBox<u32> box) {
#if defined(WRONG)
  ferrule_kfree(std::addressof(*box));  // refused by the checker: [ferrule-call-c]
#endif
}
