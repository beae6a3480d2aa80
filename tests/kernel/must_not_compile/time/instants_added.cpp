// SPDX-License-Identifier: GPL-2.0 OR MIT
// Moments have a distance and no sum.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/time.hpp"

using namespace ferrule::kernel;

Duration between(Instant first, Instant second) {
#if defined(WRONG)
  return first + second;  // refused: invalid operands to binary expression
#else
  return second - first;
#endif
}
