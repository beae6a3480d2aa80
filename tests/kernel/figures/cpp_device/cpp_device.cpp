// SPDX-License-Identifier: GPL-2.0 OR MIT
// The device that is compared with c_device: the same work, in safe C++.
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/ioctl.hpp"
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/spin_lock.hpp"

namespace {

using namespace ferrule::kernel;

struct Pair {
  u64 first;
  u64 second;
};
constexpr u32 kSwap = iowr<Pair>('f', 1);
constexpr u32 kMutex = io('f', 2);
constexpr u32 kSpin = io('f', 3);

struct Figures {
  Mutex<u64> swapped;
  SpinLock<u64> spun;

  static auto init() {
    return pin_init<Figures>(field<&Figures::swapped>(new_mutex(u64{0})),
                             field<&Figures::spun>(new_spin_lock(u64{0})));
  }
};

class FiguresFile {
 public:
  using Shared = Figures;

  explicit FiguresFile(Arc<Figures> figures) : figures_{std::move(figures)} {}

  static Result<KBox<FiguresFile>> open(const File&, const Arc<Figures>& figures) MAY_SLEEP {
    return KBox<FiguresFile>::make(GFP_KERNEL, figures.clone());
  }

  Result<i64> ioctl(const File&, u32 command, UserArgument argument) const MAY_SLEEP {
    const Figures& figures = *figures_;
    switch (command) {
      case kSwap: return swap(argument);
      case kMutex:
        for (usize i = 0; i < argument.number(); ++i) {
          figures.swapped.with([](u64& swapped) { ++swapped; });
        }
        return 0;
      case kSpin:
        for (usize i = 0; i < argument.number(); ++i) {
          figures.spun.with([](u64& spun) { ++spun; });
        }
        return 0;
      default: return Err{errors::ENOTTY};
    }
  }

 private:
  Arc<Figures> figures_;

  Result<i64> swap(UserArgument argument) const MAY_SLEEP {
    auto [in, out] = argument.slice(sizeof(Pair)).reader_writer();
    TRY(const Pair pair, in.read<Pair>());
    figures_->swapped.with([](u64& swapped) { ++swapped; });
    TRYV(out.write(Pair{.first = pair.second, .second = pair.first}));
    return 0;
  }
};

struct FiguresModule {
  MiscDevice<FiguresFile> device;

  static auto init(ThisModule) {
    return pin_init<FiguresModule>(field<&FiguresModule::device>(
        new_misc_device<FiguresFile>("figures_cpp", Figures::init())));
  }
};

}  // namespace

FERRULE_MODULE(FiguresModule, {.license = "Dual MIT/GPL",
                               .author = "The Ferrule developers",
                               .description = "The C++ side of a comparison"});
