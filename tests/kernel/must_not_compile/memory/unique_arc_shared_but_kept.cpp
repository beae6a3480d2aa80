// SPDX-License-Identifier: GPL-2.0 OR MIT
// into_arc() takes the owner.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Arc<u32> share(UniqueArc<u32> fresh) {
#if defined(WRONG)
  return fresh.into_arc();  // refused: 'this' argument to member function 'into_arc' is an lvalue
#else
  return std::move(fresh).into_arc();
#endif
}
