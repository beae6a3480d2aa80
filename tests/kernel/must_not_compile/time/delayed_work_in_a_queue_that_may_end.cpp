// SPDX-License-Identifier: GPL-2.0 OR MIT
// A queue that ends waits for what is in it, not for what will be: delayed work goes elsewhere.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

struct Poll {
  void run() const MAY_SLEEP {}
};

auto poll([[maybe_unused]] const Queue& queue) {
#if defined(WRONG)
  return new_delayed_work(Poll{}, queue);  // refused: no matching function for call
#else
  return new_delayed_work(Poll{}, system_long_queue());
#endif
}
