// SPDX-License-Identifier: GPL-2.0 OR MIT
// Completing is for any context, waiting is not.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void interrupt(const Completion& done) ATOMIC_CONTEXT {
#if defined(WRONG)
  done.wait();  // refused: requires holding context 'may_sleep'
#else
  done.complete();
#endif
}
