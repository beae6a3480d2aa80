// SPDX-License-Identifier: GPL-2.0 OR MIT
// Misc devices: a file in /dev whose operations are methods of a class. Each open file has an
// object of that class, which lives until the last descriptor of it is closed:
//
//   class Counter {
//    public:
//     using Shared = Atomic<u64>;              // of the device, behind an Arc
//
//     explicit Counter(Arc<Shared> bytes) : bytes_{std::move(bytes)} {}
//     static Result<KBox<Counter>> open(const File&, const Arc<Shared>& bytes) MAY_SLEEP {
//       return KBox<Counter>::make(GFP_KERNEL, bytes.clone());
//     }
//     Result<usize> write(const File&, UserSliceReader& in, i64& position) const MAY_SLEEP {
//       bytes_->fetch_add(in.remaining());
//       position += static_cast<i64>(in.remaining());
//       return in.remaining();
//     }
//     Result<i64> ioctl(const File&, u32 command, UserArgument argument) const MAY_SLEEP {
//       if (command != kGetBytes) {
//         return Err{errors::ENOTTY};
//       }
//       TRYV(argument.slice(sizeof(u64)).writer().write(bytes_->load()));
//       return 0;
//     }
//
//    private:
//     Arc<Shared> bytes_;
//   };
//
// read() is write() with a UserSliceWriter, and poll() is shown in poll.hpp. The device is a field:
//
//   struct Device {
//     MiscDevice<Counter> misc;
//
//     static auto init() {
//       return pin_init<Device>(field<&Device::misc>(
//           new_misc_device<Counter>("ferrule_counter", init_value(u64{0}))));
//     }
//   };
//
// read() and write() return how many bytes they passed, at most those that were asked for: a larger
// count is a mistake of the driver, which the caller is told as EIO.
//
// ioctl() also gets what 32-bit programs ask. There a u64 is aligned to four bytes only: a struct
// that is to be the same for both has its fields in such an order that none is padded.
//
// Operations that are not there stay null in the kernel's table, and the kernel answers for them.
// They are const: several threads may be in them at once, so what changes stands in a Mutex. The
// module cannot be unloaded while a file is open.
#pragma once

#include <ferrule/bindings.hpp>
#include <type_traits>
#include <utility>

#include "ferrule/core/init.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/arc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/device.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/file.hpp"
#include "ferrule/kernel/literal.hpp"
#include "ferrule/kernel/module.hpp"
#include "ferrule/kernel/poll.hpp"
#include "ferrule/kernel/uaccess.hpp"

namespace ferrule::kernel {

/// The argument of an ioctl: a number, or the address of a buffer in user space.
class UserArgument {
 public:
  explicit constexpr UserArgument(usize value) : value_{value} {}
  [[nodiscard]] constexpr usize number() const { return value_; }
  /// The buffer of `size` bytes at that address, to read or to write once.
  [[nodiscard]] UserSlice slice(usize size) const {
    return UserSlice(UserPtr::from_address(value_), size);
  }

 private:
  usize value_;
};

template <typename T>
class MiscDevice;

namespace internal {

template <typename T>
concept HasRead = requires(const T& state, const File& file, UserSliceWriter& out, i64& position) {
  { state.read(file, out, position) } -> std::same_as<Result<usize>>;
};
template <typename T>
concept HasWrite = requires(const T& state, const File& file, UserSliceReader& in, i64& position) {
  { state.write(file, in, position) } -> std::same_as<Result<usize>>;
};
template <typename T>
concept HasIoctl = requires(const T& state, const File& file, u32 command, UserArgument argument) {
  { state.ioctl(file, command, argument) } -> std::same_as<Result<i64>>;
};
template <typename T>
concept HasPoll = requires(const T& state, const File& file, PollTable& table) {
  { state.poll(file, table) } -> std::same_as<PollEvents>;
};

/// What the kernel calls: each finds the open file's object and calls its method.
template <typename T>
struct MiscOperations {
  static int open(struct inode*, struct file* raw) {
    FERRULE_UNSAFE(
        "misc_open() has put the registered device into private_data, and keeps it registered") {
      assume_may_sleep();
      const auto& device = MiscDevice<T>::of(static_cast<struct miscdevice*>(raw->private_data));
      const File file = File::from_raw(raw);
      Result<KBox<T>> opened = T::open(file, device.shared());
      if (!opened) {
        return opened.error().to_errno();
      }
      raw->private_data = std::move(opened).value().into_raw();
    }
    return 0;
  }
  static int release(struct inode*, struct file* raw) {
    FERRULE_UNSAFE("open() put a box into private_data, and this is the last call for the file") {
      assume_may_sleep();
      const KBox<T> ended = KBox<T>::from_raw(static_cast<T*>(raw->private_data));
    }
    return 0;
  }
  static long read(struct file* raw, char* to, unsigned long size, long long* position) {
    FERRULE_UNSAFE("the file is open, so private_data holds its object; position is the kernel's") {
      assume_may_sleep();
      const File file = File::from_raw(raw);
      UserSliceWriter out = UserSlice(UserPtr::from_raw(to), size).writer();
      i64 at = *position;
      const Result<usize> done = state(raw).read(file, out, at);
      *position = at;
      return returned(done, size);
    }
  }
  static long write(struct file* raw, const char* from, unsigned long size, long long* position) {
    FERRULE_UNSAFE("the file is open, so private_data holds its object; position is the kernel's") {
      assume_may_sleep();
      const File file = File::from_raw(raw);
      UserSliceReader in = UserSlice(UserPtr::from_raw(from), size).reader();
      i64 at = *position;
      const Result<usize> done = state(raw).write(file, in, at);
      *position = at;
      return returned(done, size);
    }
  }
  static long ioctl(struct file* raw, unsigned int command, unsigned long argument) {
    FERRULE_UNSAFE("the file is open, so private_data holds its object") {
      assume_may_sleep();
      const File file = File::from_raw(raw);
      const Result<i64> done = state(raw).ioctl(file, command, UserArgument(argument));
      return done ? done.value() : done.error().to_errno();
    }
  }
  static unsigned int poll(struct file* raw, struct poll_table_struct* raw_table) {
    FERRULE_UNSAFE("the file is open, so private_data holds its object; the table is this call's") {
      assume_may_sleep();
      const File file = File::from_raw(raw);
      PollTable table = PollTable::from_raw(raw_table);
      return state(raw).poll(file, table).mask();
    }
  }

  static constexpr struct file_operations table() {
    struct file_operations made{};
    made.owner = &__this_module;
    made.open = &open;
    made.release = &release;
    if constexpr (HasRead<T>) {
      made.read = &read;
    }
    if constexpr (HasWrite<T>) {
      made.write = &write;
    }
    if constexpr (HasIoctl<T>) {
      made.unlocked_ioctl = &ioctl;
      made.compat_ioctl = &ioctl;  // on x86 compat_ptr() changes nothing
    }
    if constexpr (HasPoll<T>) {
      made.poll = &poll;
    }
    return made;
  }

 private:
  FERRULE_UNSAFE_FN("the file is open, and open() has succeeded for it")
  [[nodiscard]] FERRULE_STATIC_LIFETIME static const T& state(struct file* raw) {
    FERRULE_UNSAFE("open() put an object of T into private_data, which release() ends") {
      return *static_cast<const T*>(raw->private_data);
    }
  }
  /// The kernel believes what it is told: a count above `asked` would make it read on behind the
  /// caller's buffer, or be taken for an error.
  [[nodiscard]] static long returned(const Result<usize>& done, usize asked) {
    if (done && done.value() > asked) {
      return errors::EIO.to_errno();
    }
    return done ? static_cast<long>(done.value()) : done.error().to_errno();
  }
};

template <typename T>
inline constexpr struct file_operations kMiscOperations = MiscOperations<T>::table();

}  // namespace internal

/// A registered device; it is in /dev as long as this object lives.
template <typename T>
class MiscDevice {
 public:
  using Shared = typename T::Shared;

  MiscDevice(const MiscDevice&) = delete;
  MiscDevice& operator=(const MiscDevice&) = delete;
  ~MiscDevice() {
    if (registered_) {
      FERRULE_UNSAFE("the device was registered once, and is not again") {
        misc_deregister(&device_);
      }
    }
  }

  [[nodiscard]] const Arc<Shared>& shared() const FERRULE_LIFETIMEBOUND { return shared_; }
  /// For messages (device.hpp).
  [[nodiscard]] Device device() const FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("misc_register() has made the device, which lives until misc_deregister()") {
      return Device::from_raw(device_.this_device);
    }
  }

  /// What new_misc_device() does: a device is registered where it stays.
  [[nodiscard]] static Result<> register_in(Slot<MiscDevice>& slot, Literal name,
                                            Arc<Shared> shared, u16 mode) FERRULE_MAY_SLEEP {
    MiscDevice& device = slot.emplace(std::move(shared));
    const Result<> entered = device.enter(name, mode);
    if (!entered) {
      slot.undo();
    }
    return entered;
  }
  explicit MiscDevice(Arc<Shared> shared) : shared_{std::move(shared)} {}

 private:
  friend struct internal::MiscOperations<T>;

  struct miscdevice device_{};
  Arc<Shared> shared_;
  bool registered_ = false;

  [[nodiscard]] Result<> enter(Literal name, u16 mode) FERRULE_MAY_SLEEP {
    device_.minor = bindings::MISC_DYNAMIC_MINOR;
    device_.name = name.c_str();
    device_.fops = &internal::kMiscOperations<T>;
    device_.mode = mode;
    FERRULE_UNSAFE("device_ stays where it is until ~MiscDevice; name and table are static") {
      FERRULE_TRYV(to_result_void(misc_register(&device_)));
    }
    registered_ = true;
    return ok();
  }
  /// The object that the C struct is part of.
  FERRULE_UNSAFE_FN("device is the device_ of a live MiscDevice<T>")
  [[nodiscard]] static const MiscDevice& of(const struct miscdevice* device FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("the contract above; device_ is the first member of a standard layout prefix") {
      return *reinterpret_cast<const MiscDevice*>(reinterpret_cast<const unsigned char*>(device) -
                                                  __builtin_offsetof(MiscDevice, device_));
    }
  }
};

/// Registers /dev/NAME. `mode`: its permissions, 0 for the kernel's own choice (0600).
template <typename T>
[[nodiscard]] auto new_misc_device(Literal name, Arc<typename T::Shared> shared, u16 mode = 0) {
  return [name, shared = std::move(shared), mode](Slot<MiscDevice<T>>& slot)
             FERRULE_MAY_SLEEP mutable -> Result<> {
               return MiscDevice<T>::register_in(slot, name, std::move(shared), mode);
             };
}
/// The same, with an initialiser (init.hpp) of what the open files share.
template <typename T, internal::InitOf<typename T::Shared> Init>
[[nodiscard]] auto new_misc_device(Literal name, Init init, u16 mode = 0) {
  return [name, init = std::move(init), mode](Slot<MiscDevice<T>>& slot)
             FERRULE_MAY_SLEEP mutable -> Result<> {
               FERRULE_TRY(auto shared, Arc<typename T::Shared>::pin_init(init, GFP_KERNEL));
               return MiscDevice<T>::register_in(slot, name, std::move(shared), mode);
             };
}

}  // namespace ferrule::kernel
