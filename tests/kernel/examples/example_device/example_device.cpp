// SPDX-License-Identifier: GPL-2.0 OR MIT
// What the examples make for user space: devices, and files in debugfs.
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/debugfs.hpp"
#include "ferrule/kernel/file.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/ioctl.hpp"
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/parse.hpp"
#include "ferrule/kernel/poll.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

namespace {

using namespace ferrule::kernel;

namespace miscdevice_example {

constexpr u32 kGetBytes = ior<u64>('e', 1);

#include "examples/miscdevice-1.inc"

#include "examples/miscdevice-2.inc"

}  // namespace miscdevice_example

namespace uaccess_example {

struct Header {
  u32 kind;
  u32 length;
};
struct Status {
  u64 headers;
  u64 bytes;
};
struct Total {
  Atomic<u64> bytes{0};
  PollCondVar changed;

  explicit Total(LockClass lock_class) : changed(lock_class) {}
  static auto init() {
    return [](Slot<Total>& slot) -> Result<> {
      slot.emplace(FERRULE_LOCK_CLASS("Total::changed"));
      return ok();
    };
  }
};

/// Takes a header and its body; when it has some it can be read.
class Messages {
 public:
  using Shared = Total;

  explicit Messages(Arc<Total> total) : total_{std::move(total)} {}
  static Result<KBox<Messages>> open(const File&, const Arc<Total>& total) MAY_SLEEP {
    return KBox<Messages>::make(GFP_KERNEL, total.clone());
  }

#include "examples/uaccess-1.inc"

  Result<usize> read(const File& file, UserSliceWriter&, i64&) const MAY_SLEEP {
#include "examples/file-1.inc"
    return usize{0};
  }

#include "examples/poll-1.inc"

  Result<i64> ioctl(const File&, u32, UserArgument argument) const MAY_SLEEP {
#include "examples/uaccess-2.inc"
    return 0;
  }

 private:
  Arc<Total> total_;

  Result<usize> take(const Header& header, const KVec<u8>& body) const {
    if (header.length != body.size()) {
      return Err{errors::EINVAL};
    }
    total_->bytes.fetch_add(body.size());
    total_->changed.notify_all();
    return sizeof(header) + body.size();
  }
};

}  // namespace uaccess_example

namespace debugfs_example {

#include "examples/debugfs-1.inc"

struct Files {
  debugfs::File<Arc<Counters>> counters;

  static auto init(Arc<Counters> counters) MAY_SLEEP {
#include "examples/debugfs-2.inc"
  }
};

}  // namespace debugfs_example

struct Module {
  miscdevice_example::Device device;
  MiscDevice<uaccess_example::Messages> messages;
  debugfs_example::Files files;

  static auto init(ThisModule) {
    return pin_init<Module>(
        field<&Module::device>(miscdevice_example::Device::init()),
        field<&Module::messages>(new_misc_device<uaccess_example::Messages>(
            "ferrule_messages", uaccess_example::Total::init())),
        field<&Module::files>([](Slot<debugfs_example::Files>& slot) MAY_SLEEP -> Result<> {
          TRY(auto counters, Arc<debugfs_example::Counters>::make(GFP_KERNEL));
          auto init = debugfs_example::Files::init(std::move(counters));
          return init(slot);
        }));
  }
};

}  // namespace

FERRULE_MODULE(Module, {.license = "Dual MIT/GPL",
                        .author = "The Ferrule developers",
                        .description = "Examples that user space sees"});
