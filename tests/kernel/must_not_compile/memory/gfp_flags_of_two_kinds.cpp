// SPDX-License-Identifier: GPL-2.0 OR MIT
// It sleeps, or it does not.
#include "ferrule/kernel/alloc.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
// refused below: invalid operands to binary expression
inline constexpr auto kFlags = GFP_KERNEL | GFP_ATOMIC;
#else
inline constexpr auto kFlags = GFP_KERNEL | __GFP_ZERO;
#endif
