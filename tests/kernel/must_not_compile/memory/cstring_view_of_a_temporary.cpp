// SPDX-License-Identifier: GPL-2.0 OR MIT
// The text is gone at the end of the line.
#include "ferrule/kernel/cstring.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

Result<> name() MAY_SLEEP {
#if defined(WRONG)
  // refused below: will be destroyed at the end of the full-expression
  const CStr shown = CString::format(GFP_KERNEL, "{}", 4)->view();
  pr_info("{}\n", shown);
#else
  TRY(const CString shown, CString::format(GFP_KERNEL, "{}", 4));
  pr_info("{}\n", shown.view());
#endif
  return ok();
}
