// SPDX-License-Identifier: GPL-2.0 OR MIT
// The text may hold no number.
#include "ferrule/kernel/parse.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<u32> read(Str text) {
#if defined(WRONG)
  const u32 number = parse<u32>(text);  // refused: no viable conversion
#else
  TRY(const u32 number, parse<u32>(text));
#endif
  return number;
}
