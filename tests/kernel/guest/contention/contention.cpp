// SPDX-License-Identifier: GPL-2.0 OR MIT
// Locks with several tasks at them: work items that run at the same time on all CPUs.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/rcu.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/test.hpp"
#include "ferrule/kernel/work.hpp"

namespace {

using namespace ferrule::kernel;

constexpr u64 kRounds = 2000;

struct Counters {
  Mutex<u64> sleeping;
  SpinLock<u64> spinning;
  Atomic<u64> atomic;
  Refcount shares;
  Completion done;

  static auto init() {
    return pin_init<Counters>(field<&Counters::sleeping>(new_mutex(u64{0})),
                              field<&Counters::spinning>(new_spin_lock(u64{0})),
                              field<&Counters::atomic>([](Slot<Atomic<u64>>& slot) -> Result<> {
                                slot.emplace(u64{0});
                                return ok();
                              }),
                              field<&Counters::shares>([](Slot<Refcount>& slot) -> Result<> {
                                slot.emplace();
                                return ok();
                              }),
                              field<&Counters::done>(new_completion()));
  }
};

class Adder {
 public:
  explicit Adder(Arc<Counters> counters) : counters_{std::move(counters)} {}

  void run() const MAY_SLEEP {
    for (u64 i = 0; i < kRounds; ++i) {
      counters_->sleeping.with([](u64& value) { ++value; });
      if (i % 2 == 0) {
        counters_->spinning.with([](u64& value) { ++value; });
      } else {
        counters_->spinning.with_irqsave([](u64& value) { ++value; });
      }
      counters_->atomic.fetch_add(1, kRelaxed);
      counters_->shares.inc();
      static_cast<void>(counters_->shares.dec_and_test());
    }
    counters_->done.complete();
  }

 private:
  Arc<Counters> counters_;
};

struct Crew {
  Work<Adder> first;
  Work<Adder> second;
  Work<Adder> third;

  static auto init(const Arc<Counters>& counters) {
    return pin_init<Crew>(field<&Crew::first>(new_work(Adder(counters.clone()))),
                          field<&Crew::second>(new_work(Adder(counters.clone()))),
                          field<&Crew::third>(new_work(Adder(counters.clone()))));
  }
};

Result<> no_increment_is_lost(Test& test) MAY_SLEEP {
  TRY(const auto counters, Arc<Counters>::pin_init(Counters::init(), GFP_KERNEL));
  TRY(const auto crew, KBox<Crew>::pin_init(Crew::init(counters), GFP_KERNEL));
  crew->first.enqueue(system_unbound_queue());
  crew->second.enqueue(system_unbound_queue());
  crew->third.enqueue(system_unbound_queue());
  for (int i = 0; i < 3; ++i) {
    counters->done.wait();
  }
  test.expect_eq(counters->sleeping.with([](const u64& value) { return value; }), 3 * kRounds);
  test.expect_eq(counters->spinning.with([](const u64& value) { return value; }), 3 * kRounds);
  test.expect_eq(counters->atomic.load(), 3 * kRounds);
  test.expect_eq(counters->shares.read(), 1u);
  return ok();
}

/// Two tasks take turns: each waits for an odd or an even number and makes the next.
struct Turns {
  Mutex<u64> turn;
  CondVar changed;
  Completion done;

  static auto init() {
    return pin_init<Turns>(field<&Turns::turn>(new_mutex(u64{0})),
                           field<&Turns::changed>(new_condvar()),
                           field<&Turns::done>(new_completion()));
  }
};

Result<> take_turns(const Turns& turns, u64 parity) MAY_SLEEP {
  constexpr u64 kTurns = 300;
  for (u64 i = 0; i < kTurns; ++i) {
    auto turn = turns.turn.lock();
    TRYV(turns.changed.wait_until(turn, msecs_to_jiffies(10'000),
                                  [&](const u64& now) { return now % 2 == parity; }));
    ++*turn;
    turns.changed.notify_all();
  }
  return ok();
}

class Odd {
 public:
  explicit Odd(Arc<Turns> turns) : turns_{std::move(turns)} {}

  void run() const MAY_SLEEP {
    if (take_turns(*turns_, 1)) {
      turns_->done.complete();
    }
  }

 private:
  Arc<Turns> turns_;
};

Result<> tasks_take_turns(Test& test) MAY_SLEEP {
  TRY(const auto turns, Arc<Turns>::pin_init(Turns::init(), GFP_KERNEL));
  const Work<Odd> odd(FERRULE_LOCK_CLASS("odd"), Odd(turns.clone()));
  odd.enqueue(system_unbound_queue());
  TRYV(take_turns(*turns, 0));
  TRYV(turns->done.wait_timeout(msecs_to_jiffies(10'000)));
  test.expect_eq(turns->turn.with([](const u64& now) { return now; }), u64{600});
  return ok();
}

/// Two numbers that are always equal, except in memory that was freed too early.
struct Pair {
  u64 a = 0;
  u64 b = 0;
};
struct Published {
  RcuPointer<Pair> pair;
  Atomic<bool> stop;
  Atomic<u64> torn;
  Atomic<u64> seen;

  Published() : stop{false}, torn{0}, seen{0} {}
};

class Reader {
 public:
  explicit Reader(Arc<Published> published) : published_{std::move(published)} {}

  void run() const MAY_SLEEP {
    while (!published_->stop.load(kAcquire)) {
      const auto equal = published_->pair.with([](const Pair& pair) { return pair.a == pair.b; });
      published_->torn.fetch_add(equal.value_or(true) ? 0 : 1, kRelaxed);
      published_->seen.fetch_add(1, kRelaxed);
      // A worker that never gives way starves what ends a grace period on its processor.
      usleep_range(10_us, 50_us);
    }
  }

 private:
  Arc<Published> published_;
};

Result<> publish_until_seen(const Published& published) MAY_SLEEP {
  for (u64 i = 0; i < 30 || (published.seen.load() < 100 && i < 3000); ++i) {
    TRY(auto fresh, KBox<Pair>::make(GFP_KERNEL, i, i));
    published.pair.replace(std::move(fresh));
    usleep_range(100_us, 500_us);  // the reader's turn, on a machine that is busy as well
  }
  return ok();
}

Result<> readers_see_whole_objects(Test& test) MAY_SLEEP {
  TRY(const auto published, Arc<Published>::make(GFP_KERNEL));
  const Work<Reader> reader(FERRULE_LOCK_CLASS("reader"), Reader(published.clone()));
  reader.enqueue(system_unbound_queue());
  const Result<> ended = publish_until_seen(*published);
  // Whatever came of it: the reader goes on until it is told, and its end is waited for.
  published->stop.store(true, kRelease);
  reader.flush();
  TRYV(ended);
  test.expect_eq(published->torn.load(), u64{0});
  test.expect(published->seen.load() >= 100);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(contention, FERRULE_TEST_CASE(no_increment_is_lost),
                   FERRULE_TEST_CASE(tasks_take_turns),
                   FERRULE_TEST_CASE(readers_see_whole_objects));
