// SPDX-License-Identifier: GPL-2.0 OR MIT
// One more owner is made by clone().
#include "ferrule/kernel/aref.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/task.hpp"

using namespace ferrule::kernel;

ARef<Task> share(const ARef<Task>& task) {
#if defined(WRONG)
  return task;  // refused: call to deleted constructor of 'ARef<Task>'
#else
  return task.clone();
#endif
}
