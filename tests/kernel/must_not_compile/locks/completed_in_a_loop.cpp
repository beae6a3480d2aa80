// SPDX-License-Identifier: GPL-2.0 OR MIT
// Also when the second time comes around again.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void finish(Completer completer, int times) {
#if defined(WRONG)
  // refused below: state of variable 'completer' must match at the entry and exit of loop
  while (times > 0) {
    completer.complete();
    --times;
  }
}
#else
  completer.complete();
  static_cast<void>(times);
}
#endif
