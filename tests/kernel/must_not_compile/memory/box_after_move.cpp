// SPDX-License-Identifier: GPL-2.0 OR MIT
// A box that was moved away is empty.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void sink(KBox<u32> box);

u32 send(KBox<u32> box) {
#if defined(WRONG)
  sink(std::move(box));
  return *box;  // refused by the checker: [ferrule-use-after-move]
#else
  const u32 value = *box;
  sink(std::move(box));
  return value;
#endif
}
