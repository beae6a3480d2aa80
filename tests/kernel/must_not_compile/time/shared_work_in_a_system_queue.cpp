// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nobody waits for what is in a system queue when the module goes: shared work has its own queue.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

struct Poll {
  void run() const MAY_SLEEP {}
};

void start(const Queue& queue, const Arc<SharedWork<Poll>>& work) {
#if defined(WRONG)
  system_queue().enqueue(work.clone());  // refused: no member named 'enqueue'
#endif
  queue.enqueue(work.clone());
}
