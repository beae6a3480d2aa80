// SPDX-License-Identifier: GPL-2.0 OR MIT
// RCU: data that is read without a lock and replaced as a whole (Documentation/RCU/whatisRCU.rst).
//
//   TRY(auto fresh, KBox<Config>::make(GFP_KERNEL, 100U));
//   config.replace(std::move(fresh));      // returns when nobody reads the old one any more
//
//   const Option<u32> limit = config.with([](const Config& now) { return now.limit; });
//
// with() is the one to use. A guard reads several pointers in one section:
//
//   auto reading = rcu::read_lock();
//   const Option<const Config&> now = config.get(reading);
//
// Between read_lock() and the end of the guard nothing sleeps: what may sleep does not compile
// there.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/lock.hpp"

namespace ferrule::kernel {

template <typename T>
class RcuPointer;

namespace rcu {

/// What is read under it stays until it ends. It is not stored or passed on.
class [[nodiscard]] FERRULE_SCOPED_GUARD ReadGuard {
 public:
  ReadGuard(const ReadGuard&) = delete;
  ReadGuard& operator=(const ReadGuard&) = delete;
  ~ReadGuard() FERRULE_RELEASES() {
    FERRULE_UNSAFE("the constructor entered the section, and guards end in reverse order") {
      ferrule_rcu_read_unlock();
    }
  }

 private:
  friend ReadGuard read_lock();
  template <typename>
  friend class ::ferrule::kernel::RcuPointer;

  ReadGuard() FERRULE_ACQUIRES_SHARED(rcu_read_side) {
    FERRULE_UNSAFE("the destructor leaves the section") {
      ferrule_rcu_read_lock();
    }
  }
};

/// Begins to read. Callable anywhere; who has a guard needs no second one.
inline ReadGuard read_lock() FERRULE_ACQUIRES_SHARED(rcu_read_side) FERRULE_LOCK_IMPLEMENTATION {
  return ReadGuard();
}

/// Returns when every section that is being read now has ended.
inline void synchronize() FERRULE_MAY_SLEEP {
  FERRULE_UNSAFE("the caller may sleep, and reads nothing itself") {
    ferrule_synchronize_rcu();
  }
}

}  // namespace rcu

/// Owns a T, or nothing, that is replaced while others read it.
template <typename T>
class FERRULE_OWNER RcuPointer {
 public:
  RcuPointer() = default;
  explicit RcuPointer(KBox<T> first) {
    FERRULE_UNSAFE("the destructor or replace() make a box of it again") {
      pointer_ = std::move(first).into_raw();
    }
  }
  RcuPointer(const RcuPointer&) = delete;
  RcuPointer& operator=(const RcuPointer&) = delete;
  /// Nobody reads any more: readers borrow the pointer itself.
  ~RcuPointer() { end(pointer_); }

  /// Runs `f(const T&)` on what is there now; nothing when there is nothing.
  template <typename F, typename R = std::invoke_result_t<F, const T&>>
    requires(!internal::kBorrows<R> && !std::is_void_v<R>)
  [[nodiscard]] Option<R> with(F&& f) const FERRULE_MUST_NOT_HOLD(rcu_read_side) {
    rcu::ReadGuard reading;
    const Option<const T&> now = get(reading);
    if (!now) {
      return kNone;
    }
    return f(*now);
  }
  /// What is there now; it stays until the guard ends.
  [[nodiscard]] Option<const T&> get(const rcu::ReadGuard& reading FERRULE_LIFETIMEBOUND) const
      FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("what is published is a live T until a grace period after it was replaced") {
      const void* const now = ferrule_rcu_dereference(std::addressof(pointer_));
      if (now == nullptr) {
        return kNone;
      }
      static_cast<void>(reading);
      return *static_cast<const T*>(now);
    }
  }

  /// Readers see `fresh` from now on. Ends the old one when nobody reads it any more.
  void replace(KBox<T> fresh) const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("into_raw() gives a live T that readers may see from now on") {
      exchange(std::move(fresh).into_raw());
    }
  }
  void clear() const FERRULE_MAY_SLEEP { exchange(nullptr); }

 private:
  // A T*; readers and writers reach it through the kernel's functions only.
  FERRULE_SYNC mutable void* pointer_ = nullptr;

  void exchange(T* fresh) const FERRULE_MAY_SLEEP {
    FERRULE_UNSAFE("each pointer comes out once, to the one who put another in its place") {
      void* const old = ferrule_rcu_exchange(std::addressof(pointer_), fresh);
      if (old != nullptr) {
        ferrule_synchronize_rcu();
      }
      end(old);
    }
  }
  static void end(void* object) {
    if (object != nullptr) {
      FERRULE_UNSAFE("it came from into_raw(), and no reader can reach it any more") {
        const KBox<T> ended = KBox<T>::from_raw(static_cast<T*>(object));
      }
    }
  }
};

}  // namespace ferrule::kernel
