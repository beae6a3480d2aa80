// SPDX-License-Identifier: GPL-2.0 OR MIT
// Only what C code counts has owners of this kind.
#include "ferrule/kernel/aref.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/task.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
u32 read(const ARef<u32>& number);  // refused: constraints not satisfied for class template 'ARef'
#else
i32 read(const ARef<Task>& task) { return task->pid(); }
#endif
