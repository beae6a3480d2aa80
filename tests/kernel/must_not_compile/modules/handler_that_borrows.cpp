// SPDX-License-Identifier: GPL-2.0 OR MIT
// A handler runs when whoever made it has gone on: it owns what it uses.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/vec.hpp"
#include "ferrule/kernel/work.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
struct FERRULE_VIEW Fill {
  KVec<u32>& numbers;
  explicit Fill(KVec<u32>& given FERRULE_LIFETIMEBOUND) : numbers{given} {}
  void run() const MAY_SLEEP { static_cast<void>(numbers.push(1, GFP_KERNEL)); }
};

void fill(KVec<u32>& numbers) MAY_SLEEP {
  // refused by the checker below: [ferrule-send]
  const Work<Fill> work(FERRULE_LOCK_CLASS("fill"), Fill(numbers));
  work.enqueue(system_queue());
  work.flush();
}
#else
struct Fill {
  Arc<Atomic<u32>> number;
  void run() const MAY_SLEEP { number->store(1); }
};

void fill(const Arc<Atomic<u32>>& number) MAY_SLEEP {
  const Work<Fill> work(FERRULE_LOCK_CLASS("fill"), Fill{number.clone()});
  work.enqueue(system_queue());
  work.flush();
}
#endif
