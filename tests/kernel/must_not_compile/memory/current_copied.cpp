// SPDX-License-Identifier: GPL-2.0 OR MIT
// The running task is looked at where it runs.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/task.hpp"

using namespace ferrule::kernel;

i32 read() {
#if defined(WRONG)
  const CurrentTask now = current();
  const CurrentTask other = now;  // refused: call to deleted constructor of 'const CurrentTask'
  return other->pid();
#else
  const ARef<Task> other = ARef<Task>::of(*current());
  return other->pid();
#endif
}
