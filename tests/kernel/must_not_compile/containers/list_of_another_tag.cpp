// SPDX-License-Identifier: GPL-2.0 OR MIT
// Links are for one list each, which its tag names.
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct ByAge;
struct ByName;
struct Person : ListNode<Person, ByAge> {};

bool nothing() {
#if defined(WRONG)
  // refused below: the elements have a base ListNode<T, Tag>
  const List<Arc<Person>, ByName> list;
#else
  const List<Arc<Person>, ByAge> list;
#endif
  return list.empty();
}
