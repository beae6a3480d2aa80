// SPDX-License-Identifier: GPL-2.0 OR MIT
// Nobody ends a static object when the module is unloaded: the timer would go off in freed memory.
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/timer.hpp"

using namespace ferrule::kernel;

struct Blink {
  void expired() const {}
};

#if defined(WRONG)
void blink() {
  // refused by the checker below: [ferrule-kernel-static]
  [[clang::no_destroy]] static const Timer<Blink> timer(FERRULE_LOCK_CLASS("blink"), Blink{});
  timer.start(1_s);
}
#else
void blink(const Timer<Blink>& timer) { timer.start(1_s); }
#endif
