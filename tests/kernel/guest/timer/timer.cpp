// SPDX-License-Identifier: GPL-2.0 OR MIT
// Timers of both kinds.
#include "ferrule/kernel/timer.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

/// What a timer tells the task that waits for it.
struct Ticks {
  Atomic<u32> count{0};
  Completion enough;
};

class Once {
 public:
  explicit Once(Arc<Ticks> ticks) : ticks_{std::move(ticks)} {}
  void expired() const {
    ticks_->count.fetch_add(1);
    ticks_->enough.complete();
  }

 private:
  Arc<Ticks> ticks_;
};

/// Expires `most` times, or for ever.
class Periodic {
 public:
  Periodic(Arc<Ticks> ticks, Duration period, u32 most)
      : ticks_{std::move(ticks)}, period_{period}, most_{most} {}
  Option<Duration> expired() const {
    const u32 now = ticks_->count.fetch_add(1) + 1;
    if (now == 5) {
      ticks_->enough.complete();
    }
    if (now == most_) {
      return kNone;
    }
    return period_;
  }

 private:
  Arc<Ticks> ticks_;
  Duration period_;
  u32 most_;
};

LockClass timer_class() { return FERRULE_LOCK_CLASS("timer"); }

template <template <typename> typename Kind, typename T>
Result<KBox<Kind<T>>> timer_of(T value) MAY_SLEEP {
  if constexpr (std::same_as<Kind<T>, Timer<T>>) {
    return KBox<Timer<T>>::pin_init(init_timer(timer_class(), std::move(value)), GFP_KERNEL);
  } else {
    return KBox<HrTimer<T>>::pin_init(init_hr_timer(timer_class(), std::move(value)), GFP_KERNEL);
  }
}

template <template <typename> typename Kind>
Result<> expires_once(Test& test) MAY_SLEEP {
  TRY(const Arc<Ticks> ticks, Arc<Ticks>::make(GFP_KERNEL));
  TRY(const auto timer, timer_of<Kind>(Once(ticks.clone())));
  test.expect(!timer->is_waiting());
  const Instant start = Instant::now();
  timer->start(10_ms);
  TRYV(ticks->enough.wait_timeout(5_s));
  test.expect(start.elapsed() >= 9_ms);
  msleep(20_ms);
  test.expect_eq(ticks->count.load(), 1U);
  test.expect(!timer->stop());
  return ok();
}

template <template <typename> typename Kind>
Result<> expires_until_it_says_no(Test& test) MAY_SLEEP {
  TRY(const Arc<Ticks> ticks, Arc<Ticks>::make(GFP_KERNEL));
  TRY(const auto timer, timer_of<Kind>(Periodic(ticks.clone(), 1_ms, 5)));
  timer->start(0_ms);
  TRYV(ticks->enough.wait_timeout(5_s));
  msleep(20_ms);
  test.expect_eq(ticks->count.load(), 5U);
  test.expect(!timer->is_waiting());
  return ok();
}

template <template <typename> typename Kind>
Result<> a_periodic_one_can_be_stopped(Test& test) MAY_SLEEP {
  TRY(const Arc<Ticks> ticks, Arc<Ticks>::make(GFP_KERNEL));
  TRY(const auto timer, timer_of<Kind>(Periodic(ticks.clone(), 300_us, 0)));
  timer->start(0_ms);
  TRYV(ticks->enough.wait_timeout(5_s));
  timer->stop();
  const u32 seen = ticks->count.load();
  msleep(20_ms);
  test.expect_eq(ticks->count.load(), seen);
  return ok();
}

template <template <typename> typename Kind>
Result<> its_end_stops_it(Test& test) MAY_SLEEP {
  TRY(Arc<Ticks> ticks, Arc<Ticks>::make(GFP_KERNEL));
  for (u32 i = 0; i < 20; ++i) {
    TRY(const auto timer, timer_of<Kind>(Periodic(ticks.clone(), 300_us, 0)));
    timer->start(0_ms);
    if (i == 0) {
      TRYV(ticks->enough.wait_timeout(5_s));
    }
  }
  test.expect(ticks->count.load() >= 5);
  // Every timer has given up its share.
  test.expect(std::move(ticks).into_unique_or_drop().has_value());
  return ok();
}

template <template <typename> typename Kind>
Result<> starting_again_moves_the_time(Test& test) MAY_SLEEP {
  TRY(const Arc<Ticks> ticks, Arc<Ticks>::make(GFP_KERNEL));
  TRY(const auto timer, timer_of<Kind>(Once(ticks.clone())));
  timer->start(Duration::forever());
  test.expect(timer->is_waiting());
  timer->start(1_ms);
  TRYV(ticks->enough.wait_timeout(5_s));
  timer->start(1_s * 3600);
  test.expect(timer->stop());
  test.expect_eq(ticks->count.load(), 1U);
  return ok();
}

/// Kernels that watch timers are told of those on a stack, and when these end.
template <template <typename> typename Kind>
Result<> it_may_stand_on_the_stack(Test& test) MAY_SLEEP {
  TRY(const Arc<Ticks> ticks, Arc<Ticks>::make(GFP_KERNEL));
  for (u32 i = 0; i < 3; ++i) {
    const Kind<Once> timer(timer_class(), Once(ticks.clone()));
    timer.start(300_us);
    TRYV(ticks->enough.wait_timeout(5_s));
    timer.stop();
    timer.start(1_s * 3600);
  }
  test.expect_eq(ticks->count.load(), 3U);
  return ok();
}

/// A spinlock that a timer takes: elsewhere it is taken with interrupts off.
struct Guarded {
  SpinLock<u64> sum;
  static auto init() { return pin_init<Guarded>(field<&Guarded::sum>(new_spin_lock(u64{0}))); }
};
class AddsOne {
 public:
  explicit AddsOne(Arc<Guarded> guarded) : guarded_{std::move(guarded)} {}
  Option<Duration> expired() const ATOMIC_CONTEXT {
    guarded_->sum.with_nested([](u64& sum) { ++sum; });
    return 200_us;
  }

 private:
  Arc<Guarded> guarded_;
};

Result<> it_shares_a_spin_lock_with_tasks(Test& test) MAY_SLEEP {
  TRY(const Arc<Guarded> guarded, Arc<Guarded>::pin_init(Guarded::init(), GFP_KERNEL));
  TRY(const auto timer, timer_of<HrTimer>(AddsOne(guarded.clone())));
  timer->start(0_ms);
  u64 sum = 0;
  while (sum < 50) {
    usleep_range(50_us, 100_us);
    sum = guarded->sum.with_irqsave([](const u64& now) { return now; });
  }
  timer->stop();
  test.expect(guarded->sum.with_irqsave([](const u64& now) { return now; }) >= sum);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(timer, FERRULE_TEST_CASE(expires_once<Timer>),
                   FERRULE_TEST_CASE(expires_once<HrTimer>),
                   FERRULE_TEST_CASE(expires_until_it_says_no<Timer>),
                   FERRULE_TEST_CASE(expires_until_it_says_no<HrTimer>),
                   FERRULE_TEST_CASE(a_periodic_one_can_be_stopped<Timer>),
                   FERRULE_TEST_CASE(a_periodic_one_can_be_stopped<HrTimer>),
                   FERRULE_TEST_CASE(its_end_stops_it<Timer>),
                   FERRULE_TEST_CASE(its_end_stops_it<HrTimer>),
                   FERRULE_TEST_CASE(starting_again_moves_the_time<Timer>),
                   FERRULE_TEST_CASE(starting_again_moves_the_time<HrTimer>),
                   FERRULE_TEST_CASE(it_may_stand_on_the_stack<Timer>),
                   FERRULE_TEST_CASE(it_may_stand_on_the_stack<HrTimer>),
                   FERRULE_TEST_CASE(it_shares_a_spin_lock_with_tasks));
