// SPDX-License-Identifier: GPL-2.0 OR MIT
// Text need not end in a NUL.
#include "ferrule/kernel/cstring.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/str.hpp"

using namespace ferrule::kernel;

Result<> name(Str text) MAY_SLEEP {
#if defined(WRONG)
  const CStr shown = text;  // refused: no viable conversion
  pr_info("{}\n", shown);
#else
  TRY(const CString shown, CString::copy_of(text, GFP_KERNEL));
  pr_info("{}\n", shown);
#endif
  return ok();
}
