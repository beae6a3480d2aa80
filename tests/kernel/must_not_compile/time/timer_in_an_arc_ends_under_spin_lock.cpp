// SPDX-License-Identifier: GPL-2.0 OR MIT
// The last share of a device with a timer waits for the timer's handler.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/timer.hpp"

using namespace ferrule::kernel;

struct Blink {
  void expired() const {}
};
struct Lamp {
  Timer<Blink> blink;
};
using Lamps = SpinLock<Option<Arc<Lamp>>>;

#if defined(WRONG)
void put_out(const Lamps& lamps) MAY_SLEEP {
  auto held = lamps.lock();
  *held = kNone;  // refused by the checker: [ferrule-sleeping-end]
}
void put_out_inside(const Lamps& lamps) {
  // refused by the checker below: [ferrule-sleeping-end]
  lamps.with([](Option<Arc<Lamp>>& now) { now.reset(); });
}
void put_out_by_variable(const Lamps& lamps) MAY_SLEEP {
  auto held = lamps.lock();
  const auto last = held->take();  // refused by the checker: [ferrule-sleeping-end]
}
void start(const Arc<Lamp>& lamp) {
  const auto one_more = lamp.clone();  // refused by the checker: [ferrule-sleeping-end]
  one_more->blink.start(1_s);
}
#else
void put_out(const Lamps& lamps) MAY_SLEEP {
  const auto last = [&] {
    auto held = lamps.lock();
    return held->take();
  }();
}
void start(const Arc<Lamp>& lamp) { lamp->blink.start(1_s); }
#endif
