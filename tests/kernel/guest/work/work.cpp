// SPDX-License-Identifier: GPL-2.0 OR MIT
// Work that tasks of the kernel do.
#include "ferrule/kernel/work.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

/// What work tells the task that waits for it.
struct Runs {
  Mutex<u32> count;
  Completion started;
  Completion may_go_on;

  static auto init() {
    return [](Slot<Runs>& slot) -> Result<> {
      slot.emplace(FERRULE_LOCK_CLASS("Runs::count"));
      return ok();
    };
  }
  explicit Runs(LockClass lock_class) : count(lock_class, 0) {}
  u32 so_far() const MAY_SLEEP {
    return count.with([](const u32& now) { return now; });
  }
};
Result<Arc<Runs>> new_runs() MAY_SLEEP { return Arc<Runs>::pin_init(Runs::init(), GFP_KERNEL); }

class Counts {
 public:
  explicit Counts(Arc<Runs> runs) : runs_{std::move(runs)} {}
  void run() const MAY_SLEEP {
    runs_->count.with([](u32& count) { ++count; });
    runs_->started.complete();
  }

 private:
  Arc<Runs> runs_;
};

/// Does not end before it is told to.
class Waits {
 public:
  explicit Waits(Arc<Runs> runs) : runs_{std::move(runs)} {}
  void run() const MAY_SLEEP {
    runs_->started.complete();
    runs_->may_go_on.wait();
    runs_->count.with([](u32& count) { ++count; });
  }

 private:
  Arc<Runs> runs_;
};

Result<> it_is_run_once_by_a_task(Test& test) MAY_SLEEP {
  TRY(const Arc<Runs> runs, new_runs());
  TRY(const auto work, KBox<Work<Counts>>::pin_init(new_work(Counts(runs.clone())), GFP_KERNEL));
  test.expect(work->enqueue(system_queue()));
  TRYV(runs->started.wait_timeout(5_s));
  work->flush();
  test.expect_eq(runs->so_far(), 1U);
  test.expect(work->enqueue(system_unbound_queue()));
  work->flush();
  test.expect(work->enqueue(system_long_queue()));
  work->flush();
  test.expect(work->enqueue(system_high_priority_queue()));
  work->flush();
  test.expect_eq(runs->so_far(), 4U);
  test.expect(!work->cancel());
  return ok();
}

Result<> what_waits_is_not_put_in_again(Test& test) MAY_SLEEP {
  TRY(const Arc<Runs> runs, new_runs());
  TRY(const auto queue, Queue::make("ferrule_one", {.unbound = true, .most_at_once = 1}));
  TRY(const auto first, KBox<Work<Waits>>::pin_init(new_work(Waits(runs.clone())), GFP_KERNEL));
  TRY(const auto second, KBox<Work<Counts>>::pin_init(new_work(Counts(runs.clone())), GFP_KERNEL));
  test.expect(first->enqueue(queue));
  TRYV(runs->started.wait_timeout(5_s));
  test.expect(second->enqueue(queue));
  test.expect(!second->enqueue(queue));
  test.expect(second->cancel());
  test.expect_eq(runs->so_far(), 0U);
  runs->may_go_on.complete();
  queue.flush();
  test.expect_eq(runs->so_far(), 1U);
  return ok();
}

Result<> its_end_waits_for_it(Test& test) MAY_SLEEP {
  TRY(Arc<Runs> runs, new_runs());
  {
    TRY(const auto work, KBox<Work<Waits>>::pin_init(new_work(Waits(runs.clone())), GFP_KERNEL));
    work->enqueue(system_queue());
    TRYV(runs->started.wait_timeout(5_s));
    runs->may_go_on.complete();
  }
  test.expect_eq(runs->so_far(), 1U);
  test.expect(std::move(runs).into_unique_or_drop().has_value());
  return ok();
}

Result<> a_queue_finishes_before_it_ends(Test& test) MAY_SLEEP {
  TRY(const Arc<Runs> runs, new_runs());
  {
    TRY(const auto queue, Queue::make("ferrule_drain"));
    for (u32 i = 0; i < 50; ++i) {
      TRY(const auto shared,
          Arc<SharedWork<Counts>>::pin_init(new_shared_work(Counts(runs.clone())), GFP_KERNEL));
      test.expect(queue.enqueue(shared.clone()));
    }
  }
  test.expect_eq(runs->so_far(), 50U);
  return ok();
}

Result<> shared_work_lives_until_it_was_run(Test& test) MAY_SLEEP {
  TRY(Arc<Runs> runs, new_runs());
  TRY(const auto queue, Queue::make("ferrule_share", {.high_priority = true}));
  {
    TRY(auto shared,
        Arc<SharedWork<Waits>>::pin_init(new_shared_work(Waits(runs.clone())), GFP_KERNEL));
    test.expect(queue.enqueue(shared.clone()));
    TRYV(runs->started.wait_timeout(5_s));
    // While it runs it may be put in again, once.
    test.expect(queue.enqueue(shared.clone()));
    test.expect(!queue.enqueue(shared.clone()));
  }
  runs->may_go_on.complete_all();
  queue.flush();
  test.expect_eq(runs->so_far(), 2U);
  test.expect(std::move(runs).into_unique_or_drop().has_value());
  return ok();
}

Result<> delayed_work_comes_later(Test& test) MAY_SLEEP {
  TRY(const Arc<Runs> runs, new_runs());
  TRY(const auto work,
      KBox<DelayedWork<Counts>>::pin_init(new_delayed_work(Counts(runs.clone())), GFP_KERNEL));
  const Instant start = Instant::now();
  test.expect(work->enqueue(20_ms));
  test.expect(!work->enqueue(1_ms));
  TRYV(runs->started.wait_timeout(5_s));
  test.expect(start.elapsed() >= 16_ms);
  test.expect(work->enqueue(Duration::forever()));
  test.expect(work->reschedule(1_ms));
  TRYV(runs->started.wait_timeout(5_s));
  test.expect(work->enqueue(1_s * 1000));
  work->flush();
  test.expect(work->enqueue(1_s * 1000));
  test.expect(work->cancel());
  test.expect_eq(runs->so_far(), 3U);
  return ok();
}

/// Polls until it was stopped.
class Polls {
 public:
  explicit Polls(Arc<Runs> runs) : runs_{std::move(runs)} {}
  Option<Duration> run() const MAY_SLEEP {
    runs_->count.with([](u32& count) { ++count; });
    runs_->started.complete();
    return 1_ms;
  }

 private:
  Arc<Runs> runs_;
};

Result<> delayed_work_may_run_again_and_again(Test& test) MAY_SLEEP {
  TRY(Arc<Runs> runs, new_runs());
  {
    TRY(const auto work,
        KBox<DelayedWork<Polls>>::pin_init(
            new_delayed_work(Polls(runs.clone()), system_unbound_queue()), GFP_KERNEL));
    work->enqueue(0_ms);
    for (u32 i = 0; i < 5; ++i) {
      TRYV(runs->started.wait_timeout(5_s));
    }
  }
  const u32 seen = runs->so_far();
  test.expect(seen >= 5);
  msleep(20_ms);
  test.expect_eq(runs->so_far(), seen);
  test.expect(std::move(runs).into_unique_or_drop().has_value());
  return ok();
}

/// A recipe with all of it, as a module would have.
struct Engine {
  Queue queue;
  Work<Counts> now;
  DelayedWork<Polls> later;

  static auto init(Arc<Runs> runs) {
    return pin_init<Engine>(field<&Engine::queue>(new_queue("ferrule_engine")),
                            field<&Engine::now>(new_work(Counts(runs.clone()))),
                            field<&Engine::later>(new_delayed_work(Polls(runs.clone()))));
  }
};

Result<> they_are_fields_of_something(Test& test) MAY_SLEEP {
  TRY(const Arc<Runs> runs, new_runs());
  TRY(const auto engine, KBox<Engine>::pin_init(Engine::init(runs.clone()), GFP_KERNEL));
  engine->now.enqueue(engine->queue);
  engine->later.enqueue(1_ms);
  TRYV(runs->started.wait_timeout(5_s));
  TRYV(runs->started.wait_timeout(5_s));
  test.expect(runs->so_far() >= 2);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(work, FERRULE_TEST_CASE(it_is_run_once_by_a_task),
                   FERRULE_TEST_CASE(what_waits_is_not_put_in_again),
                   FERRULE_TEST_CASE(its_end_waits_for_it),
                   FERRULE_TEST_CASE(a_queue_finishes_before_it_ends),
                   FERRULE_TEST_CASE(shared_work_lives_until_it_was_run),
                   FERRULE_TEST_CASE(delayed_work_comes_later),
                   FERRULE_TEST_CASE(delayed_work_may_run_again_and_again),
                   FERRULE_TEST_CASE(they_are_fields_of_something));
