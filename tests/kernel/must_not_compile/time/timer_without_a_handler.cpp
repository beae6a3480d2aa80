// SPDX-License-Identifier: GPL-2.0 OR MIT
// A timer's object says what is done, and when again.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/timer.hpp"

using namespace ferrule::kernel;

struct Blink {
#if defined(WRONG)
  bool expired() const { return true; }
#else
  Option<Duration> expired() const { return 1_s; }
#endif
};
// refused below: a timer's object has `void expired() const`, or an Option<Duration>
void start(const Timer<Blink>& timer) { timer.start(1_s); }
