// SPDX-License-Identifier: GPL-2.0 OR MIT
// Locks, and what is built on them, as one thread sees them.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/global_lock.hpp"
#include "ferrule/kernel/locked_by.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"
#include "ferrule/kernel/refcount.hpp"
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

Result<> mutex_is_tried_and_awaited(Test& test) MAY_SLEEP {
  Mutex<int> counter(FERRULE_LOCK_CLASS("counter"), 0);
  test.expect(counter.try_with([](int& value) { value = 1; }));
  test.expect_eq(counter.with([](const int& value) { return value; }), 1);
  TRYV(counter.with_interruptible([](int& value) { ++value; }));
  TRY(const int now, counter.with_interruptible([](const int& value) { return value; }));
  test.expect_eq(now, 2);
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

/// A lock's data may be one that must not move, and fail to come about.
struct Inner {
  int value;
  SpinLock<int> lock;
};
struct Outer {
  Mutex<Inner> inner;
  SpinLock<int> empty;
};

template <typename Value>
auto outer_of(Value value) {
  return ferrule::pin_init<Outer, Error>(
      field<&Outer::inner>(new_mutex(ferrule::pin_init<Inner, Error>(
          field<&Inner::value>(value), field<&Inner::lock>(new_spin_lock(7))))),
      field<&Outer::empty>(new_spin_lock()));
}

Result<> locks_are_built_in_place(Test& test) MAY_SLEEP {
  TRY(const KBox<Outer> outer, KBox<Outer>::pin_init(outer_of([](Slot<int>& slot) -> Result<> {
                                                       slot.emplace(35);
                                                       return ok();
                                                     }),
                                                     GFP_KERNEL));
  const int sum = outer->inner.with([](const Inner& inner) MAY_SLEEP {
    return inner.value + inner.lock.with([](const int& value) { return value; });
  });
  test.expect_eq(sum, 42);
  test.expect_eq(outer->empty.with([](const int& value) { return value; }), 0);
  return ok();
}

Result<> data_that_fails_leaves_no_lock(Test& test) MAY_SLEEP {
  const auto built = KBox<Outer>::pin_init(
      outer_of([](Slot<int>&) -> Result<> { return Err{errors::EBUSY}; }), GFP_KERNEL);
  test.expect(!built && built.error() == errors::EBUSY);
  return ok();
}

Result<> locked_by_knows_its_owner(Test& test) MAY_SLEEP {
  Mutex<int> owner(FERRULE_LOCK_CLASS("owner"), 1);
  LockedBy<int, int> ward(owner, 3);
  owner.with([&](int& held) { ward.access(held) += held; });
  test.expect_eq(owner.with([&](int& held) { return ward.access(held); }), 4);
  return ok();
}

Result<> condvar_times_out_and_does_not_wait_in_vain(Test& test) MAY_SLEEP {
  Mutex<int> value(FERRULE_LOCK_CLASS("value"), 1);
  PollCondVar changed(FERRULE_LOCK_CLASS("changed"));
  auto guard = value.lock();
  TRYV(changed.wait_until(guard, [](const int& now) { return now == 1; }));
  test.expect_error(
      changed.wait_until(guard, msecs_to_jiffies(20), [](const int& now) { return now == 2; }),
      errors::ETIMEDOUT);
  *guard = 2;
  changed.notify_all();
  TRYV(changed.wait_until(guard, msecs_to_jiffies(20), [](const int& now) { return now == 2; }));
  changed.wait_until_uninterruptible(guard, [](const int& now) { return now == 2; });
  return ok();
}

Result<> condvar_gives_data_when_it_is_ready(Test& test) MAY_SLEEP {
  Mutex<int> value(FERRULE_LOCK_CLASS("value"), 2);
  CondVar changed(FERRULE_LOCK_CLASS("changed"));
  const auto is_two = [](const int& now) { return now == 2; };
  TRY(const int taken, changed.with(value, is_two, [](int& now) { return std::exchange(now, 2); }));
  test.expect_eq(taken, 2);
  TRYV(changed.with(value, is_two, [](int& now) { now = 3; }));
  test.expect_eq(value.with([](const int& now) { return now; }), 3);
  return ok();
}

Result<> completion_counts(Test& test) MAY_SLEEP {
  const Completion done;
  test.expect(!done.try_wait());
  test.expect_error(done.wait_timeout(msecs_to_jiffies(10)), errors::ETIMEDOUT);
  done.complete();
  test.expect(done.done());
  done.wait();
  test.expect(!done.done());
  done.complete_all();
  TRYV(done.wait_interruptible());
  test.expect(done.try_wait() && done.try_wait());
  return ok();
}

void finish(Completer completer) { completer.complete(); }
void lose(Completer) {}

Result<> one_shot_is_completed_even_when_lost(Test&) MAY_SLEEP {
  OneShot told;
  Waiter waiter = told.waiter();
  finish(told.completer());
  waiter.wait();
  OneShot lost;
  Waiter patient = lost.waiter();
  lose(lost.completer());
  patient.wait();
  return ok();
}

enum class Phase : u8 { kIdle, kBusy };

template <typename T>
void check_counter(Test& test) {
  const Atomic<T> counter(T{5});
  test.expect_eq(counter.fetch_add(T{2}), T{5});
  test.expect_eq(counter.fetch_sub(T{3}, kRelaxed), T{7});
  test.expect_eq(counter.fetch_or(T{8}, kAcquire), T{4});
  test.expect_eq(counter.fetch_and(T{10}, kRelease), T{12});
  test.expect_eq(counter.fetch_xor(T{3}), T{8});
  test.expect_eq(counter.load(kAcquire), T{11});
  test.expect_eq(counter.xchg(T{1}), T{11});
  T expected{2};
  test.expect(!counter.try_cmpxchg(expected, T{3}));
  test.expect_eq(expected, T{1});
  test.expect(counter.try_cmpxchg(expected, T{3}, kRelease));
  counter.store(static_cast<T>(~T{0}), kRelease);
  test.expect_eq(counter.fetch_add(T{1}, kRelaxed), static_cast<T>(~T{0}));
  test.expect_eq(counter.load(), T{0});
}

Result<> atomics_do_as_they_say(Test& test) MAY_SLEEP {
  check_counter<i32>(test);
  check_counter<u32>(test);
  check_counter<i64>(test);
  check_counter<u64>(test);
  const Atomic<bool> flag(false);
  test.expect(!flag.xchg(true) && flag.load());
  const Atomic<Phase> phase(Phase::kIdle);
  test.expect(phase.cmpxchg(Phase::kIdle, Phase::kBusy));
  test.expect(!phase.cmpxchg(Phase::kIdle, Phase::kBusy, kRelaxed));
  return ok();
}

Result<> refcounts_end_once(Test& test) MAY_SLEEP {
  const Refcount count;
  count.inc();
  test.expect_eq(count.read(), 2u);
  test.expect(!count.dec_and_test());
  test.expect(count.inc_not_zero());
  test.expect(!count.dec_and_test());
  test.expect(count.dec_and_test());
  test.expect(!count.inc_not_zero());
  return ok();
}

Result<> rcu_readers_see_what_was_published(Test& test) MAY_SLEEP {
  TRY(auto first, KBox<int>::make(GFP_KERNEL, 1));
  TRY(auto second, KBox<int>::make(GFP_KERNEL, 2));
  RcuPointer<int> config(std::move(first));
  test.expect_eq(config.with([](const int& value) { return value; }).value_or(0), 1);
  config.replace(std::move(second));
  {
    auto reading = rcu::read_lock();
    const Option<const int&> now = config.get(reading);
    test.expect(now && *now == 2);
  }
  config.clear();
  test.expect(!config.with([](const int& value) { return value; }));
  return ok();
}

FERRULE_GLOBAL_LOCK(Mutex<u64>, global_total, 40);
FERRULE_GLOBAL_LOCK(SpinLock<u64>, global_count);

Result<> global_locks_are_ready_at_once(Test& test) MAY_SLEEP {
  global_total.with([](u64& total) { ++total; });
  global_count.with_irqsave([](u64& count) { ++count; });
  const u64 count = global_count.with([](const u64& now) { return now; });
  test.expect_eq(global_total.with([&](const u64& total) { return total + count; }), u64{42});
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(locks, FERRULE_TEST_CASE(mutex_guards_its_value),
                   FERRULE_TEST_CASE(mutex_is_tried_and_awaited),
                   FERRULE_TEST_CASE(spin_lock_guards_its_value),
                   FERRULE_TEST_CASE(spin_locks_nest), FERRULE_TEST_CASE(locks_are_built_in_place),
                   FERRULE_TEST_CASE(data_that_fails_leaves_no_lock),
                   FERRULE_TEST_CASE(locked_by_knows_its_owner),
                   FERRULE_TEST_CASE(condvar_times_out_and_does_not_wait_in_vain),
                   FERRULE_TEST_CASE(condvar_gives_data_when_it_is_ready),
                   FERRULE_TEST_CASE(completion_counts),
                   FERRULE_TEST_CASE(one_shot_is_completed_even_when_lost),
                   FERRULE_TEST_CASE(atomics_do_as_they_say), FERRULE_TEST_CASE(refcounts_end_once),
                   FERRULE_TEST_CASE(global_locks_are_ready_at_once),
                   FERRULE_TEST_CASE(rcu_readers_see_what_was_published));
