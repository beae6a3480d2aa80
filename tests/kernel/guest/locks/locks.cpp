// SPDX-License-Identifier: GPL-2.0 OR MIT
// Locks, and what is built on them, as one thread sees them.
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

Result<> mutex_guards_its_value(Test& test) MAY_SLEEP {
  Mutex<int> counter(FERRULE_LOCK_CLASS("counter"), 40);
  counter.with([](int& value) { ++value; });
  {
    auto guard = counter.lock();
    ++*guard;
  }
  test.expect_eq(counter.with([](const int& value) { return value; }), 42);
  return ok();
}

Result<> mutex_is_not_taken_twice(Test& test) MAY_SLEEP {
  Mutex<int> counter(FERRULE_LOCK_CLASS("counter"), 0);
  test.expect(counter.try_with([](int& value) { value = 1; }));
  test.expect_eq(counter.with([](const int& value) { return value; }), 1);
  return ok();
}

Result<> spin_lock_guards_its_value(Test& test) MAY_SLEEP {
  SpinLock<int> counter(FERRULE_LOCK_CLASS("counter"), 40);
  counter.with([](int& value) { ++value; });
  counter.with_irqsave([](int& value) { ++value; });
  test.expect_eq(counter.with([](const int& value) { return value; }), 42);
  return ok();
}

Result<> spin_locks_nest(Test& test) MAY_SLEEP {
  SpinLock<int> a(FERRULE_LOCK_CLASS("a"), 1);
  SpinLock<int> b(FERRULE_LOCK_CLASS("b"), 2);
  {
    auto outer = a.lock_irqsave();
    auto inner = b.lock_nested(outer);
    *outer += *inner;
  }
  test.expect_eq(a.with([](const int& value) { return value; }), 3);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(locks, FERRULE_TEST_CASE(mutex_guards_its_value),
                   FERRULE_TEST_CASE(mutex_is_not_taken_twice),
                   FERRULE_TEST_CASE(spin_lock_guards_its_value),
                   FERRULE_TEST_CASE(spin_locks_nest));
