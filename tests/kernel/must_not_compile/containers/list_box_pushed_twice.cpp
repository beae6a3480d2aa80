// SPDX-License-Identifier: GPL-2.0 OR MIT
// A box that went into a list is not there any more.
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Request : ListNode<Request> {};

void enter(List<KBox<Request>>& waiting, KBox<Request> request) {
  waiting.push_back(std::move(request));
#if defined(WRONG)
  waiting.push_back(std::move(request));  // refused by the checker: moved
#endif
}
