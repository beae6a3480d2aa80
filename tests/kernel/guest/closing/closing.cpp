// SPDX-License-Identifier: GPL-2.0 OR MIT
// What ends while others still use it: a module that does not load with its device open, and a
// wait queue with a task in poll(). And user memory where there is none.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/delay.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/ioctl.hpp"
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/module_param.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/work.hpp"

namespace {

using namespace ferrule::kernel;

constexpr u32 kReplace = io('c', 1);
constexpr u32 kWriteFromWorker = ior<u64>('c', 2);

FERRULE_MODULE_PARAM(fails, bool, true, 0444, "the load fails once the device was opened");
FERRULE_SYNC constinit Atomic<bool> opened{false};

/// Writes to an address that means something in the program's task only.
class Stray {
 public:
  explicit Stray(usize address) : address_{address} {}
  void run() const MAY_SLEEP {
    UserSliceWriter out = UserSlice(UserPtr::from_address(address_), sizeof(u64)).writer();
    wrote_.store(out.write(u64{1}).has_value());
  }
  [[nodiscard]] bool wrote() const { return wrote_.load(); }
  Stray(Stray&& other) noexcept : address_{other.address_} {}

 private:
  usize address_;
  Atomic<bool> wrote_{false};
};

struct Board {
  Mutex<Option<Arc<PollCondVar>>> bell;

  static auto init() {
    return pin_init<Board>(field<&Board::bell>(new_mutex(Option<Arc<PollCondVar>>())));
  }
};

class BoardFile {
 public:
  using Shared = Board;

  explicit BoardFile(Arc<Board> board) : board_{std::move(board)} {}
  static Result<KBox<BoardFile>> open(const File&, const Arc<Board>& board) MAY_SLEEP {
    opened.store(true);
    return KBox<BoardFile>::make(GFP_KERNEL, board.clone());
  }

  Result<usize> read(const File&, UserSliceWriter& out, i64&) const MAY_SLEEP {
    TRYV(out.write(u8{7}));
    return usize{1};
  }
  Result<i64> ioctl(const File&, u32 command, UserArgument argument) const MAY_SLEEP {
    if (command == kReplace) {
      return replace();
    }
    if (command == kWriteFromWorker) {
      const Work<Stray> work(FERRULE_LOCK_CLASS("stray"), Stray(argument.number()));
      work.enqueue(system_queue());
      work.flush();
      return work->wrote() ? 1 : 0;
    }
    return Err{errors::ENOTTY};
  }
  PollEvents poll(const File& file, PollTable& table) const MAY_SLEEP {
    const auto bell = board_->bell.with([](const Option<Arc<PollCondVar>>& now) {
      return now ? Option<Arc<PollCondVar>>((*now).clone()) : kNone;
    });
    if (!bell) {
      return kPollReadable;
    }
    table.register_wait(file, **bell);
    return {};
  }

 private:
  Arc<Board> board_;

  /// Takes the bell away if there is one, else hangs one up.
  Result<i64> replace() const MAY_SLEEP {
    Option<Arc<PollCondVar>> other;
    const bool had =
        board_->bell.with([](const Option<Arc<PollCondVar>>& now) { return now.has_value(); });
    if (!had) {
      TRY(auto fresh, Arc<PollCondVar>::pin_init(new_poll_condvar(), GFP_KERNEL));
      other = std::move(fresh);
    }
    board_->bell.with([&](Option<Arc<PollCondVar>>& now) { std::swap(now, other); });
    return 0;
  }
};

struct Closing {
  MiscDevice<BoardFile> device;
  bool loaded;

  static auto init(ThisModule) {
    return pin_init<Closing>(
        field<&Closing::device>(new_misc_device<BoardFile>("ferrule_closing", Board::init())),
        field<&Closing::loaded>([](Slot<bool>& slot) MAY_SLEEP -> Result<> {
          if (fails.get()) {
            while (!opened.load()) {
              msleep(1_ms);
            }
            return Err{errors::EBUSY};
          }
          slot.emplace(true);
          return ok();
        }));
  }
};

}  // namespace

FERRULE_MODULE(Closing,
               {.license = "Dual MIT/GPL", .description = "Test of what ends while it is used"});
