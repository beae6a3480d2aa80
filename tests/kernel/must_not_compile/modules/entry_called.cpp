// SPDX-License-Identifier: GPL-2.0 OR MIT
// The module's object begins and ends once, when the kernel says so.
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Quiet {
  static Result<Quiet> create(ThisModule) MAY_SLEEP { return Quiet{}; }
};
FERRULE_MODULE(Quiet, {.license = "Dual MIT/GPL"});

void restart() {
#if defined(WRONG)
  cleanup_module();  // refused by the checker: only the kernel calls 'cleanup_module'
#endif
}
