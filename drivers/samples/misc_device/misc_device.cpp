// SPDX-License-Identifier: GPL-2.0 OR MIT
// A misc device: /dev/ferrule_mailbox passes messages from those who write to those who read, and
// can be asked for its numbers by ioctl and waited on by poll.
#include "ferrule/kernel/miscdevice.hpp"

#include "ferrule/kernel/condvar.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/ioctl.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/vec.hpp"

namespace {

using namespace ferrule::kernel;

constexpr usize kMostBytes = 4096;

/// What user space is told; its layout is the interface.
struct Numbers {
  u64 bytes_waiting;
  u64 bytes_passed;
};
constexpr u32 kGetNumbers = ior<Numbers>('f', 1);
constexpr u32 kClear = io('f', 2);

struct Letters {
  KVec<u8> waiting;
  u64 passed = 0;
};

/// The device: what everybody who has it open shares.
struct Mailbox {
  Mutex<Letters> letters;
  PollCondVar changed;

  static auto init() {
    return pin_init<Mailbox>(field<&Mailbox::letters>(new_mutex(Letters{})),
                             field<&Mailbox::changed>(new_poll_condvar()));
  }
};

/// One open file. It has nothing of its own but a share of the device.
class MailboxFile {
 public:
  using Shared = Mailbox;

  explicit MailboxFile(Arc<Mailbox> mailbox) : mailbox_{std::move(mailbox)} {}

  static Result<KBox<MailboxFile>> open(const File&, const Arc<Mailbox>& mailbox) MAY_SLEEP {
    return KBox<MailboxFile>::make(GFP_KERNEL, mailbox.clone());
  }

  Result<usize> read(const File& file, UserSliceWriter& out, i64&) const MAY_SLEEP {
    auto letters = mailbox_->letters.lock();
    if (letters->waiting.empty() && file.is_non_blocking()) {
      return Err{errors::EAGAIN};
    }
    TRYV(mailbox_->changed.wait_until(letters,
                                      [](const Letters& now) { return !now.waiting.empty(); }));
    const usize size =
        letters->waiting.size() < out.remaining() ? letters->waiting.size() : out.remaining();
    TRYV(out.write_bytes(letters->waiting.span().first(size)));
    letters->waiting.remove_prefix(size);
    letters->passed += size;
    mailbox_->changed.notify_all();
    return size;
  }

  Result<usize> write(const File&, UserSliceReader& in, i64&) const MAY_SLEEP {
    const usize size = in.remaining();
    auto letters = mailbox_->letters.lock();
    if (size > kMostBytes - letters->waiting.size()) {
      return Err{errors::ENOSPC};
    }
    TRYV(in.read_all(letters->waiting, GFP_KERNEL));
    mailbox_->changed.notify_all();
    return size;
  }

  Result<i64> ioctl(const File&, u32 command, UserArgument argument) const MAY_SLEEP {
    switch (command) {
      case kGetNumbers: TRYV(argument.slice(sizeof(Numbers)).writer().write(numbers())); return 0;
      case kClear:
        mailbox_->letters.with([](Letters& letters) { letters.waiting.clear(); });
        return 0;
      default: return Err{errors::ENOTTY};
    }
  }

  PollEvents poll(const File& file, PollTable& table) const MAY_SLEEP {
    table.register_wait(file, mailbox_->changed);
    return mailbox_->letters.with([](const Letters& letters) {
      PollEvents events = letters.waiting.size() < kMostBytes ? kPollWritable : PollEvents();
      if (!letters.waiting.empty()) {
        events |= kPollReadable;
      }
      return events;
    });
  }

 private:
  Arc<Mailbox> mailbox_;

  Numbers numbers() const MAY_SLEEP {
    return mailbox_->letters.with([](const Letters& letters) {
      return Numbers{.bytes_waiting = letters.waiting.size(), .bytes_passed = letters.passed};
    });
  }
};

struct MailboxModule {
  MiscDevice<MailboxFile> device;

  static auto init(ThisModule) {
    return pin_init<MailboxModule>(field<&MailboxModule::device>(
        new_misc_device<MailboxFile>("ferrule_mailbox", Mailbox::init())));
  }
};

}  // namespace

FERRULE_MODULE(MailboxModule, {.license = "Dual MIT/GPL",
                               .author = "The Ferrule developers",
                               .description = "A misc device in safe C++"});
