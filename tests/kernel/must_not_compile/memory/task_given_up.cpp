// SPDX-License-Identifier: GPL-2.0 OR MIT
// The share that is given up must be one's own.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/task.hpp"

using namespace ferrule::kernel;

void release([[maybe_unused]] ARef<Task> task) {
#if defined(WRONG)
  Task::dec_ref(*task);  // refused by the checker: [ferrule-call-unsafe]
#endif
}
