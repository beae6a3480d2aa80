// SPDX-License-Identifier: GPL-2.0 OR MIT
// What was moved on is for its new owner to complete.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void finish(Completer completer) { completer.complete(); }
void pass(Completer completer) {
  finish(std::move(completer));
#if defined(WRONG)
  completer.complete();  // refused: invalid invocation of method 'complete' on object 'completer'
#endif
}
