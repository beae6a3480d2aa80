// SPDX-License-Identifier: GPL-2.0 OR MIT
// The halves do not outlive the whole.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
Completer make() {
  OneShot done;
  // refused below: address of stack memory associated with local variable 'done' returned
  return done.completer();
}
#else
void make(OneShot& done) {
  Completer completer = done.completer();
  completer.complete();
}
#endif
