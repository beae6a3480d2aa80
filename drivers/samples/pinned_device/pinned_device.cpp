// SPDX-License-Identifier: GPL-2.0 OR MIT
// A device of parts that are built where they stay, each of which may fail: when one does, those
// before it are taken down in reverse order, and the module does not load. The parameter `broken`
// says which.
#include "ferrule/kernel/init.hpp"

#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/module_param.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/vec.hpp"

namespace {

using namespace ferrule::kernel;

FERRULE_MODULE_PARAM(broken, u32, 0, 0444, "the part that cannot be built, from 1; 0: none");

/// Says when it starts and stops, and does not move in between.
class Part {
 public:
  explicit Part(u32 number) : number_{number} { pr_info("part {} starts\n", number_); }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  ~Part() { pr_info("part {} stops\n", number_); }

  static auto init(u32 number) {
    return [number](Slot<Part>& slot) -> Result<> {
      if (number == broken.get()) {
        pr_info("part {} is broken\n", number);
        return Err{errors::ENODEV};
      }
      slot.emplace(number);
      return ok();
    };
  }

 private:
  u32 number_;
};

constexpr usize kChannels = 3;
constexpr u32 kFirstChannel = 2;

/// What a lock guards may have a recipe too.
struct Buffers {
  Part memory;
  KVec<u8> bytes;
};

struct Device {
  Part power;
  Array<Part, kChannels> channels;
  Mutex<Buffers> buffers;
  u64 zeroed;

  static auto init() {
    return pin_init_zeroed<Device>(
        field<&Device::power>(Part::init(1)), field<&Device::channels>(init_array([](usize index) {
          return Part::init(kFirstChannel + static_cast<u32>(index));
        })),
        field<&Device::buffers>(new_mutex(
            pin_init<Buffers>(field<&Buffers::memory>(Part::init(kFirstChannel + kChannels)),
                              field<&Buffers::bytes>(KVec<u8>())))));
  }
};

struct PinnedDevice {
  KBox<Device> device;

  static auto init(ThisModule) {
    return pin_init<PinnedDevice>(
        field<&PinnedDevice::device>([](Slot<KBox<Device>>& slot) MAY_SLEEP -> Result<> {
          TRY(auto device, KBox<Device>::pin_init(Device::init(), GFP_KERNEL));
          slot.emplace(std::move(device));
          pr_info("all parts run, and {} is zero\n", slot.value()->zeroed);
          return ok();
        }));
  }
};

}  // namespace

FERRULE_MODULE(PinnedDevice, {.license = "Dual MIT/GPL",
                              .author = "The Ferrule developers",
                              .description = "Parts that are built in place and may fail"});
