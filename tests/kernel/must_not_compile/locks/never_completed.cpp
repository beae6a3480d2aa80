// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who has the completer completes or passes it on.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void finish(Completer completer) { completer.complete(); }
void make() MAY_SLEEP {
  OneShot done;
  Completer completer = done.completer();
#if !defined(WRONG)
  finish(std::move(completer));
#endif
  // refused below: invalid invocation of method '~Completer' on object 'completer' while it is in
}
