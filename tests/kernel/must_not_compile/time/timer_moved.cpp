// SPDX-License-Identifier: GPL-2.0 OR MIT
// The kernel knows where a timer is.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/timer.hpp"

using namespace ferrule::kernel;

struct Blink {
  void expired() const {}
};

void move(Timer<Blink>& timer) MAY_SLEEP {
  timer.start(1_ms);
#if defined(WRONG)
  Timer<Blink> other = std::move(timer);  // refused: deleted constructor
#endif
}
