// SPDX-License-Identifier: GPL-2.0 OR MIT
// The kernel would cut the name.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

Result<Queue> make() MAY_SLEEP {
#if defined(WRONG)
  // refused below: the name of a queue has at most 23 characters
  return Queue::make("a_queue_with_a_name_that_is_long");
#else
  return Queue::make("a_queue");
#endif
}
