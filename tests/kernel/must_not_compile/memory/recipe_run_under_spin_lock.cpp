// SPDX-License-Identifier: GPL-2.0 OR MIT
// A recipe may sleep, whoever runs it: an initialiser that takes a spinlock does not.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Numbers {
  u32 first;
  u32 second;
};

Result<> build(Slot<Numbers>& place, const SpinLock<u32>& counter) MAY_SLEEP {
  auto recipe = pin_init<Numbers>(field<&Numbers::first>(1U), field<&Numbers::second>(2U));
#if defined(WRONG)
  auto held = counter.lock();
  return recipe(place);  // refused: while atomic context 'atomic_context' is held
#else
  counter.with([](u32& count) { ++count; });
  return recipe(place);
#endif
}
