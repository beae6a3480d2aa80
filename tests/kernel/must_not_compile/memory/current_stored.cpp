// SPDX-License-Identifier: GPL-2.0 OR MIT
// Another task may come by later.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/task.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
class Owner {
 public:
  [[nodiscard]] i32 pid() const { return task_->pid(); }

 private:
  CurrentTask task_ = current();  // refused by the checker: [ferrule-field-view]
};
#else
class Owner {
 public:
  [[nodiscard]] i32 pid() const { return task_->pid(); }

 private:
  ARef<Task> task_ = ARef<Task>::of(*current());
};
#endif
