// SPDX-License-Identifier: GPL-2.0 OR MIT
// What is in a list carries its links.
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
struct Request {
  u64 sector;
};
#else
struct Request : ListNode<Request> {
  u64 sector;
};
#endif

bool nothing() {
  // refused below: the elements have a base ListNode<T, Tag>
  const List<KBox<Request>> list;
  return list.empty();
}
