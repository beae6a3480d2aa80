// SPDX-License-Identifier: GPL-2.0 OR MIT
// Completed on one way and again on all is twice.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void finish(Completer completer, bool early) {
  if (early) {
    completer.complete();
#if !defined(WRONG)
    return;
#endif
  }
  completer.complete();  // refused: while it is in the 'unknown' state
}
