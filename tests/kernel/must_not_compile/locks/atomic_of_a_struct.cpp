// SPDX-License-Identifier: GPL-2.0 OR MIT
// What is more than a word needs a lock.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

using namespace ferrule::kernel;

struct Pair {
  u64 a = 0;
  u64 b = 0;
};
#if defined(WRONG)
// refused below: constraints not satisfied for class template 'Atomic'
u64 sum(const Atomic<Pair>& pair) {
#else
u64 sum(const SpinLock<Pair>& pair) {
#endif
  return pair.with([](const Pair& now) { return now.a + now.b; });
}
