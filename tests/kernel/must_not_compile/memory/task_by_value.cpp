// SPDX-License-Identifier: GPL-2.0 OR MIT
// A task is where the kernel made it.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/task.hpp"

using namespace ferrule::kernel;

i32 read() {
#if defined(WRONG)
  Task task = *current();  // refused: call to deleted constructor of 'Task'
  return task.pid();
#else
  return current()->pid();
#endif
}
