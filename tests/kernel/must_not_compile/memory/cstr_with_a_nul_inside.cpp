// SPDX-License-Identifier: GPL-2.0 OR MIT
// C code would see half of it.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/str.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
constexpr CStr kName("blin\0ky");  // refused: is not a constant expression
#else
constexpr CStr kName("blinky");
#endif
static_assert(kName.size() == 6);
