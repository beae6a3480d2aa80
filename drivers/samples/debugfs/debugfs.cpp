// SPDX-License-Identifier: GPL-2.0 OR MIT
// Shows what a driver has in /sys/kernel/debug/ferrule: a number that counts, one under a lock, and
// limits that can be changed there.
#include "ferrule/kernel/debugfs.hpp"

#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/parse.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/timer.hpp"

namespace {

using namespace ferrule::kernel;

using Ticks = Atomic<u64>;

/// Counts in an interrupt what a file shows.
class CountTicks {
 public:
  explicit CountTicks(Arc<Ticks> ticks) : ticks_{std::move(ticks)} {}
  Option<Duration> expired() const {
    ticks_->fetch_add(1, kRelaxed);
    return 10_ms;
  }

 private:
  Arc<Ticks> ticks_;
};

/// Two numbers that change together.
struct Range {
  u32 least;
  u32 most;
};
struct Limits {
  Mutex<Range> range;

  static auto init() { return pin_init<Limits>(field<&Limits::range>(new_mutex(Range{1, 100}))); }

  void show(FormatBuffer& out) const MAY_SLEEP {
    range.with(
        [&](const Range& now) { format_to(out, CStr("{}-{}\n").str(), now.least, now.most); });
  }
  /// A new upper limit.
  Result<> change(Str text) const MAY_SLEEP {
    TRY(const u32 most, parse<u32>(text));
    return range.with([&](Range& now) -> Result<> {
      if (most < now.least) {
        return Err{errors::ERANGE};
      }
      now.most = most;
      return ok();
    });
  }
};

struct DebugfsModule {
  debugfs::File<Arc<Ticks>> ticks;
  debugfs::File<Arc<Limits>> limits;
  Timer<CountTicks> timer;

  static auto recipe(debugfs::Dir dir, Arc<Ticks> ticks, Arc<Limits> limits) MAY_SLEEP {
    return pin_init<DebugfsModule>(
        field<&DebugfsModule::ticks>(debugfs::new_file("ticks", 0444, dir, ticks.clone())),
        field<&DebugfsModule::limits>(debugfs::new_file("limits", 0644, dir, std::move(limits))),
        field<&DebugfsModule::timer>(new_timer(CountTicks(ticks.clone()))));
  }
  static auto init(ThisModule) {
    return chain(
        init_scope(
            []() MAY_SLEEP
            -> Result<decltype(recipe(std::declval<debugfs::Dir>(), std::declval<Arc<Ticks>>(),
                                      std::declval<Arc<Limits>>()))> {
              TRY(auto ticks, Arc<Ticks>::make(GFP_KERNEL, u64{0}));
              TRY(auto limits, Arc<Limits>::pin_init(Limits::init(), GFP_KERNEL));
              return recipe(debugfs::Dir::make("ferrule"), std::move(ticks), std::move(limits));
            }),
        [](DebugfsModule& module) -> Result<> {
          module.timer.start(0_ms);
          return ok();
        });
  }
};

}  // namespace

FERRULE_MODULE(DebugfsModule, {.license = "Dual MIT/GPL",
                               .author = "The Ferrule developers",
                               .description = "Files in debugfs in safe C++"});
