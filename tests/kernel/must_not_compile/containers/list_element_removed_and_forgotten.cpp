// SPDX-License-Identifier: GPL-2.0 OR MIT
// What a cursor takes out has an owner, who says what becomes of it.
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Request : ListNode<Request> {};

void drop_first(List<KBox<Request>>& waiting) {
  auto cursor = waiting.cursor();
#if defined(WRONG)
  cursor.remove();  // refused: ignoring return value
#else
  const KBox<Request> removed = cursor.remove();
#endif
}
