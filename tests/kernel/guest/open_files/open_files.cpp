// SPDX-License-Identifier: GPL-2.0 OR MIT
// Open files of a device: each has a state of its own from open() to its last close, open() may
// refuse, and the kernel answers for operations that are not there.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/ioctl.hpp"
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/prelude.hpp"

namespace {

using namespace ferrule::kernel;

constexpr u32 kNumber = io('t', 1);
constexpr u32 kWritten = io('t', 2);
constexpr u32 kOpenNow = io('t', 3);
constexpr u16 kForEverybody = 0666;

struct Desk {
  Atomic<u64> given{0};
  Atomic<u64> open_now{0};
};

class Ticket {
 public:
  using Shared = Desk;

  Ticket(Arc<Desk> desk, u64 number) : desk_{std::move(desk)}, number_{number} {
    desk_->open_now.fetch_add(1);
  }
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() { desk_->open_now.fetch_sub(1); }

  static Result<KBox<Ticket>> open(const File& file, const Arc<Desk>& desk) MAY_SLEEP {
    if (!file.is_readable() || !file.is_writable()) {
      return Err{errors::EACCES};
    }
    return KBox<Ticket>::make(GFP_KERNEL, desk.clone(), desk->given.fetch_add(1) + 1);
  }
  Result<usize> write(const File&, UserSliceReader& in, i64&) const MAY_SLEEP {
    const usize size = in.remaining();
    TRYV(in.skip(size));
    written_.fetch_add(size);
    return size;
  }
  Result<i64> ioctl(const File&, u32 command, UserArgument) const {
    switch (command) {
      case kNumber: return static_cast<i64>(number_);
      case kWritten: return static_cast<i64>(written_.load());
      case kOpenNow: return static_cast<i64>(desk_->open_now.load());
      default: return Err{errors::ENOTTY};
    }
  }

 private:
  Arc<Desk> desk_;
  u64 number_;
  Atomic<u64> written_{0};
};

/// Has no operations but to be opened.
class Bare {
 public:
  using Shared = Desk;
  static Result<KBox<Bare>> open(const File&, const Arc<Desk>&) MAY_SLEEP {
    return KBox<Bare>::make(GFP_KERNEL);
  }
};

struct OpenFiles {
  MiscDevice<Ticket> tickets;
  MiscDevice<Bare> bare;

  static auto init(ThisModule) {
    return pin_init<OpenFiles>(
        field<&OpenFiles::tickets>(
            new_misc_device<Ticket>("ferrule_tickets", init_value(), kForEverybody)),
        field<&OpenFiles::bare>(new_misc_device<Bare>("ferrule_bare", init_value())));
  }
};

}  // namespace

FERRULE_MODULE(OpenFiles, {.license = "Dual MIT/GPL", .description = "Test of open files"});
