// SPDX-License-Identifier: GPL-2.0 OR MIT
// The object ends when its box takes another.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

u32 swap(KBox<u32> box, KBox<u32> other) {
#if defined(WRONG)
  u32& first = *box;
  box = std::move(other);
  return first;  // refused by the checker: [ferrule-use-after-invalidate]
#else
  box = std::move(other);
  return *box;
#endif
}
