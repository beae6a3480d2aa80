// SPDX-License-Identifier: GPL-2.0 OR MIT
// A list owns its elements: it moves.
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Request : ListNode<Request> {};

List<KBox<Request>> all_of(List<KBox<Request>>& waiting) {
#if defined(WRONG)
  return waiting;  // refused: deleted constructor
#else
  return std::move(waiting);
#endif
}
