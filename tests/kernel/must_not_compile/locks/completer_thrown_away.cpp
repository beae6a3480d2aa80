// SPDX-License-Identifier: GPL-2.0 OR MIT
// A completer that nobody takes completes at once.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void make(OneShot& done) {
#if defined(WRONG)
  done.completer();  // refused: ignoring return value
#else
  Completer completer = done.completer();
  completer.complete();
#endif
}
