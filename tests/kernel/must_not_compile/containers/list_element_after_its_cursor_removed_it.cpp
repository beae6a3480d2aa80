// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Request : ListNode<Request> {
  u64 sector = 0;
};

u64 first_sector(List<KBox<Request>>& waiting) {
  auto cursor = waiting.cursor();
  const Request& first = *cursor;
#if !defined(WRONG)
  const u64 sector = first.sector;
  const auto removed = cursor.remove();
  return sector;
#else
  {
    const auto removed = cursor.remove();
  }
  // refused by the checker below: 'first' is used after what it borrows was changed or ended
  return first.sector;
#endif
}
