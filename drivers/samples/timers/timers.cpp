// SPDX-License-Identifier: GPL-2.0 OR MIT
// A sensor that is looked at from an interrupt, whose readings a task works up: a timer of high
// resolution takes samples and gives work to a queue, delayed work makes a report now and then.
// What came of it stands in /sys/kernel/debug/ferrule_timers/report.
#include "ferrule/kernel/timer.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/debugfs.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/module_param.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"
#include "ferrule/kernel/time.hpp"
#include "ferrule/kernel/work.hpp"

namespace {

using namespace ferrule::kernel;

FERRULE_MODULE_PARAM(period_us, u32, 500, 0444, "microseconds between two samples");

constexpr u32 kSamplesForWork = 10;

struct Samples {
  u64 taken = 0;
  u64 sum = 0;
};
struct Report {
  u64 samples = 0;
  u64 average = 0;
  u64 reports = 0;
};

/// What interrupt and tasks share.
struct Sensor {
  SpinLock<Samples> samples;
  Mutex<Report> report;

  static auto init() {
    return pin_init<Sensor>(field<&Sensor::samples>(new_spin_lock(Samples{})),
                            field<&Sensor::report>(new_mutex(Report{})));
  }
  void show(FormatBuffer& out) const MAY_SLEEP {
    report.with([&](const Report& now) {
      format_to(out, CStr("samples {} average {} reports {}\n").str(), now.samples, now.average,
                now.reports);
    });
  }
};

/// Works up the samples, in a task.
class Average {
 public:
  explicit Average(Arc<Sensor> sensor) : sensor_{std::move(sensor)} {}
  void run() const MAY_SLEEP {
    const Samples samples = sensor_->samples.with_irqsave([](const Samples& now) { return now; });
    sensor_->report.with([&](Report& report) {
      report.samples = samples.taken;
      report.average = samples.taken == 0 ? 0 : samples.sum / samples.taken;
    });
  }

 private:
  Arc<Sensor> sensor_;
};

/// Takes a sample, in an interrupt: it may spin but not sleep.
class Sample {
 public:
  Sample(Arc<Sensor> sensor, Arc<Work<Average>> average)
      : sensor_{std::move(sensor)}, average_{std::move(average)} {}
  Option<Duration> expired() const ATOMIC_CONTEXT {
    const u64 taken = sensor_->samples.with_nested([](Samples& samples) {
      samples.taken += 1;
      samples.sum += samples.taken % 7;
      return samples.taken;
    });
    if (taken % kSamplesForWork == 0) {
      average_->enqueue(system_queue());
    }
    return Duration::microseconds(period_us.get());
  }

 private:
  Arc<Sensor> sensor_;
  Arc<Work<Average>> average_;
};

/// Counts reports, ten milliseconds after the last one.
class Tell {
 public:
  explicit Tell(Arc<Sensor> sensor) : sensor_{std::move(sensor)} {}
  Option<Duration> run() const MAY_SLEEP {
    sensor_->report.with([](Report& report) { report.reports += 1; });
    return 10_ms;
  }

 private:
  Arc<Sensor> sensor_;
};

/// Ends from the last field to the first: the timer stops, then nobody enqueues work any more.
struct Timers {
  debugfs::File<Arc<Sensor>> file;
  Arc<Work<Average>> average;
  DelayedWork<Tell> tell;
  HrTimer<Sample> sample;

  static auto recipe(debugfs::Dir dir, Arc<Sensor> sensor, Arc<Work<Average>> average) MAY_SLEEP {
    return pin_init<Timers>(
        field<&Timers::file>(debugfs::new_file("report", 0444, dir, sensor.clone())),
        field<&Timers::average>(average.clone()),
        field<&Timers::tell>(new_delayed_work(Tell(sensor.clone()))),
        field<&Timers::sample>(new_hr_timer(Sample(sensor.clone(), average.clone()))));
  }
  static auto init(ThisModule) {
    return chain(
        init_scope(
            []() MAY_SLEEP
            -> Result<decltype(recipe(std::declval<debugfs::Dir>(), std::declval<Arc<Sensor>>(),
                                      std::declval<Arc<Work<Average>>>()))> {
              TRY(auto sensor, Arc<Sensor>::pin_init(Sensor::init(), GFP_KERNEL));
              TRY(auto average,
                  Arc<Work<Average>>::pin_init(new_work(Average(sensor.clone())), GFP_KERNEL));
              return recipe(debugfs::Dir::make("ferrule_timers"), std::move(sensor),
                            std::move(average));
            }),
        [](Timers& timers) -> Result<> {
          timers.sample.start(0_ms);
          timers.tell.enqueue(0_ms);
          return ok();
        });
  }
};

}  // namespace

FERRULE_MODULE(Timers, {.license = "Dual MIT/GPL",
                        .author = "The Ferrule developers",
                        .description = "Timers and work in safe C++"});
