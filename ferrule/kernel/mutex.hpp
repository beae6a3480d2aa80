// SPDX-License-Identifier: GPL-2.0 OR MIT
// Mutex<T>: data that one task at a time may reach; others sleep until it is their turn
// (Documentation/locking/mutex-design.rst).
//
//   struct Device {
//     Mutex<Queue> queue;
//
//     static auto init() { return pin_init<Device>(field<&Device::queue>(new_mutex(Queue{}))); }
//     void add(u32 entry) const MAY_SLEEP {
//       queue.with([&](Queue& held) { held.push(entry); });
//     }
//   };
//
// A guard is for what with() cannot do, to wait for a condition (condvar.hpp) or return early:
//
//   auto queue = device->queue.lock();
//   TRYV(queue->push_if_room(8));
#pragma once

#include <ferrule/probes.h>

#include "ferrule/kernel/lock.hpp"

namespace ferrule::kernel {

template <typename T>
class Mutex;
class CondVar;

namespace internal {

struct MutexBackend {
  using Raw = struct mutex;

  static void init(Raw& raw, LockClass lock_class) {
    FERRULE_UNSAFE("raw is storage for a mutex; name and key of a lock class are static") {
      ferrule_mutex_init(std::addressof(raw), lock_class.name(), lock_class.key());
    }
  }
  /// What __MUTEX_INITIALIZER sets in storage that is zero.
  static constexpr void init_static(Raw& raw FERRULE_CAPTURED) {
#if FERRULE_PROBE_MUTEX_HAS_WAIT_LIST
    raw.wait_list.next = std::addressof(raw.wait_list);
    raw.wait_list.prev = std::addressof(raw.wait_list);
#else
    static_assert(sizeof(Raw) == 0, "this kernel (PREEMPT_RT) has no constant mutexes");
#endif
#if FERRULE_PROBE_MUTEX_HAS_MAGIC
    raw.magic = std::addressof(raw);
#endif
#if FERRULE_PROBE_RAW_SPINLOCK_HAS_MAGIC
    raw.wait_lock.magic = bindings::SPINLOCK_MAGIC;
    raw.wait_lock.owner_cpu = ~0u;
#endif
  }
  static void destroy(Raw& raw) {
    FERRULE_UNSAFE("init() was called, and guards borrow the mutex, so none holds it any more") {
      ferrule_mutex_destroy(std::addressof(raw));
    }
  }
  static void lock(Raw& raw) {
    FERRULE_UNSAFE(
        "init() was called; that the caller may sleep is what Mutex's functions demand") {
      ferrule_mutex_lock(std::addressof(raw));
    }
  }
  [[nodiscard]] static Result<> lock_interruptible(Raw& raw) {
    FERRULE_UNSAFE("init() was called; with_interruptible() demands that the caller may sleep") {
      return to_result_void(ferrule_mutex_lock_interruptible(std::addressof(raw)));
    }
  }
  static bool try_lock(Raw& raw) {
    FERRULE_UNSAFE("init() was called") {
      return ferrule_mutex_trylock(std::addressof(raw));
    }
  }
  static void unlock(Raw& raw) {
    FERRULE_UNSAFE("only who locked it unlocks: a guard, which is bound to its scope") {
      ferrule_mutex_unlock(std::addressof(raw));
    }
  }
};

/// The mutex that a guard holds: by this, a parameter, the checker knows that the guard borrows.
template <typename T>
struct FERRULE_VIEW HeldMutex {
  const Mutex<T>& mutex;

  explicit HeldMutex(const Mutex<T>& held FERRULE_LIFETIMEBOUND) : mutex{held} {}
};

}  // namespace internal

/// Holds a mutex until the end of the scope in which it was declared. It is not stored or passed
/// on. To the checker it owns the data: waiting with it (condvar.hpp) ends the views that it gave.
template <typename T, typename Held = internal::HeldMutex<T>>
class [[nodiscard]] FERRULE_SCOPED_GUARD FERRULE_OWNER MutexGuard {
 public:
  MutexGuard(const MutexGuard&) = delete;
  MutexGuard& operator=(const MutexGuard&) = delete;
  ~MutexGuard() FERRULE_RELEASES() FERRULE_IN_SLEEPABLE_CONTEXT { mutex().unlock(); }

  FERRULE_STABLE T& operator*() const FERRULE_LIFETIMEBOUND { return mutex().value(); }
  FERRULE_STABLE T* operator->() const FERRULE_LIFETIMEBOUND {
    return std::addressof(mutex().value());
  }

 private:
  friend class Mutex<T>;
  friend class CondVar;

  Held held_;

  [[nodiscard]] const Mutex<T>& mutex() const FERRULE_LIFETIMEBOUND { return held_.mutex; }

  explicit MutexGuard(const Mutex<T>& lock FERRULE_LIFETIMEBOUND)
      FERRULE_ACQUIRES(lock) FERRULE_NOT_IN_ATOMIC_CONTEXT : held_(lock) {
    lock.acquire();
  }
  MutexGuard(internal::Taken, const Mutex<T>& lock FERRULE_LIFETIMEBOUND)
      FERRULE_ACQUIRES(lock) FERRULE_NOT_IN_ATOMIC_CONTEXT : held_(lock) {}
};

template <typename T>
class FERRULE_CAPABILITY("mutex") FERRULE_OWNER Mutex final
    : public Lock<T, internal::MutexBackend> {
  using Base = Lock<T, internal::MutexBackend>;

 public:
  /// The class is made by FERRULE_LOCK_CLASS; a field is built by new_mutex().
  explicit Mutex(LockClass lock_class) : Base(lock_class) {}
  Mutex(LockClass lock_class, T value) : Base(lock_class, std::move(value)) {}
  /// For FERRULE_GLOBAL_LOCK.
  explicit constexpr Mutex(StaticLock tag) : Base(tag) {}
  constexpr Mutex(StaticLock tag, T value) : Base(tag, std::move(value)) {}

  /// Runs `f(T&)` with the mutex held, and returns what it returns. `f` may sleep if it says so.
  template <internal::KeepsNothingOf<T> F>
  auto with(F&& f) const FERRULE_MAY_SLEEP FERRULE_MUST_NOT_HOLD(this) {
    MutexGuard<T> guard(*this);
    return f(*guard);
  }
  /// The same if nobody holds it at the moment. True: `f` was run.
  template <internal::KeepsNothingOf<T> F>
  [[nodiscard]] bool try_with(F&& f) const FERRULE_MAY_SLEEP FERRULE_MUST_NOT_HOLD(this) {
    if (!internal::MutexBackend::try_lock(this->raw())) {
      return false;
    }
    MutexGuard<T> guard(internal::Taken{}, *this);
    f(*guard);
    return true;
  }

  /// The same, but a signal ends the waiting: ERESTARTSYS, and `f` was not run.
  template <internal::KeepsNothingOf<T> F, typename R = std::invoke_result_t<F, T&>>
  [[nodiscard]] Result<R> with_interruptible(F&& f) const FERRULE_MAY_SLEEP
      FERRULE_MUST_NOT_HOLD(this) {
    FERRULE_TRYV(internal::MutexBackend::lock_interruptible(this->raw()));
    MutexGuard<T> guard(internal::Taken{}, *this);
    if constexpr (std::is_void_v<R>) {
      f(*guard);
      return ok();
    } else {
      return f(*guard);
    }
  }

  /// Waits for its turn. Only where sleeping is allowed, which the end of the guard asks for.
  MutexGuard<T> lock() const FERRULE_LIFETIMEBOUND FERRULE_ACQUIRES(this)
      FERRULE_NOT_IN_ATOMIC_CONTEXT FERRULE_LOCK_IMPLEMENTATION {
    return MutexGuard<T>(*this);
  }

 private:
  friend class MutexGuard<T>;
  friend class CondVar;

  void acquire() const { internal::MutexBackend::lock(this->raw()); }
  void unlock() const { internal::MutexBackend::unlock(this->raw()); }
};

}  // namespace ferrule::kernel

/// Initialisers of a Mutex<T>: of nothing, of a value, or of a recipe for T that may fail.
#define FERRULE_NEW_MUTEX(...)                                      \
  ::ferrule::kernel::internal::init_lock<::ferrule::kernel::Mutex>( \
      FERRULE_LOCK_CLASS_HERE __VA_OPT__(, ) __VA_ARGS__)
#if !defined(FERRULE_NO_SHORT_NAMES)
#define new_mutex(...) FERRULE_NEW_MUTEX(__VA_ARGS__)
#endif
