// SPDX-License-Identifier: GPL-2.0 OR MIT
// There is one owner.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

UniqueArc<u32> share(UniqueArc<u32>& only) {
#if defined(WRONG)
  return only;  // refused: call to deleted constructor of 'UniqueArc<u32>'
#else
  return std::move(only);
#endif
}
