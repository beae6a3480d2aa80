// SPDX-License-Identifier: GPL-2.0 OR MIT
// What others share is read in a list as elsewhere.
#include "ferrule/kernel/list.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

struct Request : ListNode<Request> {
  u64 sector = 0;
};

void reset(List<KBox<Request>>& ours, List<Arc<Request>>& shared) {
  for (Request& request : ours) {
    request.sector = 0;
  }
#if defined(WRONG)
  for (Request& request : shared) {  // refused: drops 'const' qualifier
    request.sector = 0;
  }
#endif
  shared.clear();
}
