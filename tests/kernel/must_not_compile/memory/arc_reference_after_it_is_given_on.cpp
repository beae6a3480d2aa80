// SPDX-License-Identifier: GPL-2.0 OR MIT
// Another owner may end the object.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void sink(Arc<u32> shared);

u32 send(Arc<u32> shared) {
#if defined(WRONG)
  const u32& value = *shared;
  sink(std::move(shared));
  return value;  // refused by the checker: [ferrule-use-after-invalidate]
#else
  const u32 value = *shared;
  sink(std::move(shared));
  return value;
#endif
}
