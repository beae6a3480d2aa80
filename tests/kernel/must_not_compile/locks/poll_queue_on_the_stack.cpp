// SPDX-License-Identifier: GPL-2.0 OR MIT
// The queue's end waits for pollers, who come back from poll() only when it has ended.
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/poll.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
void poll(const File& file, PollTable& table) MAY_SLEEP {
  const PollCondVar queue(FERRULE_LOCK_CLASS("queue"));
  table.register_wait(file, queue);  // refused by the checker: [ferrule-dangling]
}
#else
void poll(const File& file, PollTable& table, const PollCondVar& queue) MAY_SLEEP {
  table.register_wait(file, queue);
}
#endif
