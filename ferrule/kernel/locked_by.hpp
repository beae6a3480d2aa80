// SPDX-License-Identifier: GPL-2.0 OR MIT
// LockedBy<T, Owner>: data of one object that is guarded by the lock of another, such as the files
// of a directory by the directory's lock. It is reached with the other's locked data in hand, which
// shows that the lock is held; that it is the right object is checked then, and traps otherwise.
//
//   struct File {
//     explicit File(const Mutex<Directory>& directory) : size(directory, 0U) {}
//     LockedBy<u32, Directory> size;
//   };
//
//   directory.with([&](Directory& held) { file.size.access(held) = 3; });
//
// Where both locks are known by name, a field that is GUARDED_BY one of them costs nothing.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/lock.hpp"

namespace ferrule::kernel {

template <typename T, typename Owner>
class FERRULE_OWNER LockedBy {
  static_assert(!std::is_empty_v<Owner>, "objects of an empty class cannot be told apart");

 public:
  /// `lock` guards it from now on.
  template <typename Backend, typename... Args>
  explicit LockedBy(const Lock<Owner, Backend>& lock, Args&&... args)
      : owner_{std::addressof(lock.value_)}, value_(std::forward<Args>(args)...) {}
  LockedBy(const LockedBy&) = delete;
  LockedBy& operator=(const LockedBy&) = delete;

  /// The data, for as long as `owner` is at hand. Traps when `owner` is not the object under the
  /// lock that was given first.
  [[nodiscard]] T& access(Owner& owner FERRULE_LIFETIMEBOUND) const FERRULE_LIFETIMEBOUND {
    ensure(std::addressof(owner) == owner_);
    return value_;
  }

 private:
  // Never dereferenced: only compared with the address of what is under a lock.
  const Owner* owner_;
  FERRULE_SYNC mutable T value_;
};

}  // namespace ferrule::kernel
