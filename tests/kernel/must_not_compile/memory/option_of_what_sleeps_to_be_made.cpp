// SPDX-License-Identifier: GPL-2.0 OR MIT
// A constructor that sleeps, behind emplace().
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

class Probe {
 public:
  explicit Probe(Duration settling) MAY_SLEEP { msleep(settling); }
};

void make(Option<Probe>& probe, const SpinLock<u32>& count) MAY_SLEEP {
#if defined(WRONG)
  auto held = count.lock();
  probe.emplace(1_ms);  // refused by the checker: [ferrule-sleeping-end]
#else
  probe.emplace(1_ms);
  auto held = count.lock();
#endif
  *held += 1;
}
