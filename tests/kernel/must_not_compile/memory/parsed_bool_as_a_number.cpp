// SPDX-License-Identifier: GPL-2.0 OR MIT
// bool has its own rules: y, n, on, off.
#include "ferrule/kernel/parse.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<bool> read(Str text) {
#if defined(WRONG)
  return parse<bool>(text);  // refused: no matching function for call to 'parse'
#else
  return parse_bool(text);
#endif
}
