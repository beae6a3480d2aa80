// SPDX-License-Identifier: GPL-2.0 OR MIT
// Of two cursors in a list one would be left at what the other removed.
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Request : ListNode<Request> {
  u64 sector = 0;
};

bool is_done(List<KBox<Request>>& waiting) {
  auto cursor = waiting.cursor();
#if defined(WRONG)
  auto other = cursor;  // refused: call to deleted constructor
#endif
  return cursor.at_end();
}
