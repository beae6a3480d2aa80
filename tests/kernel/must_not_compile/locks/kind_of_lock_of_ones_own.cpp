// SPDX-License-Identifier: GPL-2.0 OR MIT
// A class that is derived from the base of locks could reach the data without taking them.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"

using namespace ferrule::kernel;

#if defined(WRONG)
class Open : public Lock<u32, internal::MutexBackend> {
 public:
  // refused below: has private constructor
  explicit Open(LockClass lock_class) : Lock(lock_class) {}
  [[nodiscard]] u32& now() const FERRULE_LIFETIMEBOUND { return value(); }
};
#else
using Open = Mutex<u32>;
#endif

u32 read(const Open& open) MAY_SLEEP {
#if defined(WRONG)
  return open.now();
#else
  return open.with([](const u32& now) { return now; });
#endif
}
