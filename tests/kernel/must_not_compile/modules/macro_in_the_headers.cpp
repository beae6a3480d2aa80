// SPDX-License-Identifier: GPL-2.0 OR MIT
// A macro of the driver's is no part of Ferrule's headers: the checks in them stay.
#include "ferrule/core/trap.hpp"

#if defined(WRONG)
#define ensure(condition) static_cast<void>(condition)  // refused by the checker: [ferrule-door]
#else
#define ensured(condition) static_cast<void>(condition)
#endif
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

u32 last(Span<const u32> numbers, usize index) { return numbers[index]; }
