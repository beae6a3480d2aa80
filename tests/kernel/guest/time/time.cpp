// SPDX-License-Identifier: GPL-2.0 OR MIT
// Durations, the clock, and functions that wait.
#include "ferrule/kernel/time.hpp"

#include "ferrule/kernel/completion.hpp"
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/jiffies.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/test.hpp"

namespace {

using namespace ferrule::kernel;

Result<> durations_count_in_every_unit(Test& test) {
  test.expect_eq((1500_us).as_nanoseconds(), 1'500'000);
  test.expect_eq((1500_us).as_milliseconds(), 1);
  test.expect_eq(2_s, 2000_ms);
  test.expect_eq((2_s - 500_ms).as_microseconds(), 1'500'000);
  test.expect_eq((3_ms * 4).as_milliseconds(), 12);
  test.expect((1_ms - 2_ms).is_negative());
  test.expect(999_us < 1_ms);
  return ok();
}

Result<> durations_stop_at_the_end(Test& test) {
  test.expect_eq(Duration::forever() + 1_ns, Duration::forever());
  test.expect_eq(Duration::forever() * 2, Duration::forever());
  const Duration least = Duration::forever() * -2;
  test.expect_eq(least - 1_s, least);
  test.expect_eq(Duration::seconds(10'000'000'000), Duration::forever());
  return ok();
}

Result<> durations_are_shown_in_their_unit(Test& test) {
  Array<char, 64> storage{};
  FormatBuffer buffer(storage);
  format_to(buffer, CStr("{} {} {} {}").str(), 2_s, 15_ms, 1500_us, 7_ns);
  test.expect(equal(buffer.text(), CStr("2 s 15 ms 1500 us 7 ns").str()));
  return ok();
}

Result<> durations_become_jiffies(Test& test) {
  test.expect_eq(Jiffies(0_ms).count(), 0UL);
  test.expect_eq(Jiffies(1_ms - 2_ms).count(), 0UL);
  test.expect(Jiffies(1_ns).count() == 1);
  test.expect_eq(Jiffies(100_ms), msecs_to_jiffies(100));
  test.expect_eq(Jiffies(Duration::forever()), Jiffies::forever());
  return ok();
}

Result<> the_clock_goes_on_while_one_sleeps(Test& test) MAY_SLEEP {
  const Instant start = Instant::now();
  msleep(5_ms);
  const Duration slept = start.elapsed();
  test.expect(slept >= 5_ms);
  fsleep(300_us);
  usleep_range(200_us, 400_us);
  test.expect(start.elapsed() >= slept + 500_us);
  test.expect(Instant::now() > start + 5_ms);
  return ok();
}

Result<> busy_waiting_is_for_anywhere(Test& test) MAY_SLEEP {
  SpinLock<int> lock(FERRULE_LOCK_CLASS("lock"), 0);
  const Instant start = Instant::now();
  lock.with([](int&) { udelay(20_us); });
  test.expect(start.elapsed() >= 15_us);
  return ok();
}

Result<> waiting_takes_a_duration(Test& test) MAY_SLEEP {
  const Completion never;
  const Instant start = Instant::now();
  test.expect_error(never.wait_timeout(10_ms), errors::ETIMEDOUT);
  test.expect(start.elapsed() >= 5_ms);
  return ok();
}

}  // namespace

FERRULE_TEST_SUITE(time, FERRULE_TEST_CASE(durations_count_in_every_unit),
                   FERRULE_TEST_CASE(durations_stop_at_the_end),
                   FERRULE_TEST_CASE(durations_are_shown_in_their_unit),
                   FERRULE_TEST_CASE(durations_become_jiffies),
                   FERRULE_TEST_CASE(the_clock_goes_on_while_one_sleeps),
                   FERRULE_TEST_CASE(busy_waiting_is_for_anywhere),
                   FERRULE_TEST_CASE(waiting_takes_a_duration));
