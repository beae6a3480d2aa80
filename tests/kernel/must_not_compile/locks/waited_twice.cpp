// SPDX-License-Identifier: GPL-2.0 OR MIT
// And one wait.
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

void wait(OneShot& done) MAY_SLEEP {
  Waiter waiter = done.waiter();
  waiter.wait();
#if defined(WRONG)
  // refused below: invalid invocation of method 'wait' on object 'waiter' while it is in the
  waiter.wait();
#endif
}
