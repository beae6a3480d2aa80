// SPDX-License-Identifier: GPL-2.0 OR MIT
// Who polls waits on a queue that waits for pollers when it ends.
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/poll.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

class Queue {
 public:
  [[nodiscard]] struct wait_queue_head* wait_queue_head() FERRULE_LIFETIMEBOUND { return &raw_; }

 private:
  struct wait_queue_head raw_{};
};

#if defined(WRONG)
void poll(const File& file, PollTable& table, const Queue& queue) {
#else
void poll(const File& file, PollTable& table, const PollCondVar& queue) {
#endif
  table.register_wait(file, queue);  // refused: no viable conversion
}
