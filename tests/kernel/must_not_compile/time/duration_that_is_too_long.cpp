// SPDX-License-Identifier: GPL-2.0 OR MIT
// A literal that does not fit is no literal.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/time.hpp"

using namespace ferrule::kernel;

constexpr Duration year() { return 31'536'000_s; }
#if defined(WRONG)
// refused below: is not a constant expression
constexpr Duration long_ago() { return 31'536'000'000_s; }
#endif
