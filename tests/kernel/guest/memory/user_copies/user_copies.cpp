// SPDX-License-Identifier: GPL-2.0 OR MIT
// User memory that is there: a device that keeps what is written to it in every way there is to
// read user memory, and gives it back in every way there is to write it. And one that lies about
// how much it has done.
#include "ferrule/kernel/atomic.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/ioctl.hpp"
#include "ferrule/kernel/miscdevice.hpp"
#include "ferrule/kernel/mutex.hpp"
#include "ferrule/kernel/prelude.hpp"
#include "ferrule/kernel/uaccess.hpp"

namespace {

using namespace ferrule::kernel;

struct Header {
  u32 kind;
  u16 length;
  Array<u8, 2> tag;
};
struct Pair {
  u64 first;
  u64 second;
};
/// Only the middle is the driver's to write.
struct Guarded {
  u64 before;
  u64 inside;
  u64 behind;
};
struct Name {
  Array<u8, 32> text;
};
constexpr u32 kSwap = iowr<Pair>('u', 1);
constexpr u32 kWriteInside = iowr<Guarded>('u', 2);
constexpr u32 kLengthOfName = iow<Name>('u', 3);
constexpr u32 kLie = io('u', 4);

struct Message {
  Header header{};
  Array<u8, 3> start{};
  KVec<u8> rest;
};
struct Store {
  Mutex<Message> message;
  Atomic<u64> too_many{0};

  static auto init() {
    return pin_init<Store>(field<&Store::message>(new_mutex(Message{})),
                           field<&Store::too_many>(init_value(u64{0})));
  }
};

class StoreFile {
 public:
  using Shared = Store;

  explicit StoreFile(Arc<Store> store) : store_{std::move(store)} {}
  static Result<KBox<StoreFile>> open(const File&, const Arc<Store>& store) MAY_SLEEP {
    return KBox<StoreFile>::make(GFP_KERNEL, store.clone());
  }

  Result<usize> write(const File&, UserSliceReader& in, i64&) const MAY_SLEEP {
    const usize size = in.remaining();
    if (const u64 more = store_->too_many.load(); more != 0) {
      return size + more;
    }
    Message fresh;
    TRY(fresh.header, in.read<Header>());
    TRYV(in.read_into(fresh.start.span()));
    TRYV(in.skip(1));
    TRYV(in.read_all(fresh.rest, GFP_KERNEL));
    store_->message.with([&](Message& message) { message = std::move(fresh); });
    return size;
  }

  Result<usize> read(const File&, UserSliceWriter& out, i64&) const MAY_SLEEP {
    const usize size = out.remaining();
    if (const u64 more = store_->too_many.load(); more != 0) {
      return size + more;
    }
    auto message = store_->message.lock();
    TRYV(out.write(message->header));
    TRYV(out.write_bytes(message->start.span()));
    TRYV(out.write_text(CStr("|").str()));
    TRYV(out.write_bytes(message->rest.span()));
    return size - out.remaining();
  }

  Result<i64> ioctl(const File&, u32 command, UserArgument argument) const MAY_SLEEP {
    auto [in, out] = argument.slice(ioctl_size(command)).reader_writer();
    switch (command) {
      case kSwap: {
        TRY(const Pair pair, in.read<Pair>());
        TRYV(out.write(Pair{.first = pair.second, .second = pair.first}));
        return 0;
      }
      case kWriteInside:
        TRYV(out.skip(sizeof(u64)));
        TRYV(out.write(u64{0x0102'0304'0506'0708}));
        return 0;
      case kLengthOfName: {
        Array<char, 16> name{};
        TRY(const CStr text, in.read_text(name.span()));
        return static_cast<i64>(text.str().size());
      }
      case kLie: store_->too_many.store(argument.number()); return 0;
      default: return Err{errors::ENOTTY};
    }
  }

 private:
  Arc<Store> store_;
};

struct UserCopies {
  MiscDevice<StoreFile> device;

  static auto init(ThisModule) {
    return pin_init<UserCopies>(field<&UserCopies::device>(
        new_misc_device<StoreFile>("ferrule_user_copies", Store::init())));
  }
};

}  // namespace

FERRULE_MODULE(UserCopies, {.license = "Dual MIT/GPL",
                            .description = "Test of copies to and from user memory"});
