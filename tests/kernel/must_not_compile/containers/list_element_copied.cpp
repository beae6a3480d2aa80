// SPDX-License-Identifier: GPL-2.0 OR MIT
// A copy of an element would have its links.
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Request : ListNode<Request> {
  u64 sector = 0;
};

u64 sectors(List<KBox<Request>>& waiting) {
  u64 sum = 0;
#if defined(WRONG)
  for (Request request : waiting) {  // refused: implicitly-deleted copy constructor
#else
  for (const Request& request : waiting) {
#endif
    sum += request.sector;
  }
  return sum;
}
