// SPDX-License-Identifier: GPL-2.0 OR MIT
// The elements of a list that is const are const.
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Item : ListNode<Item> {
  u32 number = 0;
};

u32 sum(const List<KBox<Item>>& list) {
  u32 all = 0;
  for (const Item& item : list) {
    all += item.number;
  }
#if defined(WRONG)
  for (Item& item : list) {  // refused: drops 'const' qualifier
    item.number = 0;
  }
#endif
  return all;
}
