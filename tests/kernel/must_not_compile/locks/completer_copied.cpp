// SPDX-License-Identifier: GPL-2.0 OR MIT
// There is one completer.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void pass(Completer completer) {
#if defined(WRONG)
  // refused below: call to implicitly-deleted copy constructor of 'Completer'
  Completer copy = completer;
#else
  Completer copy = std::move(completer);
#endif
  copy.complete();
}
