// SPDX-License-Identifier: GPL-2.0 OR MIT
// A OneShot is completed once.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void finish(Completer completer) {
  completer.complete();
#if defined(WRONG)
  // refused below: invalid invocation of method 'complete' on object 'completer' while it is in
  completer.complete();
#endif
}
