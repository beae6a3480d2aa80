// SPDX-License-Identifier: GPL-2.0 OR MIT
// SpinLock<T>: data that one CPU at a time may reach; others spin until it is their turn
// (Documentation/locking/spinlocks.rst). Who holds one must not sleep: what may sleep does not
// compile there.
//
//   counters.with([](Counters& now) { ++now.packets; });
//
// Data that an interrupt handler reaches too is locked with interrupts off: with_irqsave(). A
// second spinlock under a first says so, so that the analysis keeps the context atomic until the
// first is released, and always in the same order (ACQUIRED_AFTER):
//
//   auto outer = counters.lock();
//   auto inner = errors_seen.lock_nested(outer);
//   outer->packets += *inner;
#pragma once

#include <ferrule/probes.h>

#include "ferrule/core/types.hpp"
#include "ferrule/kernel/lock.hpp"

namespace ferrule::kernel {

template <typename T>
class SpinLock;

/// Which of several locks of one class is taken (SINGLE_DEPTH_NESTING is 1). Only lockdep looks.
struct LockSubclass {
  u32 value = 0;
};

namespace internal {

struct SpinLockBackend {
  using Raw = struct spinlock;

  static void init(Raw& raw, LockClass lock_class) {
    FERRULE_UNSAFE("raw is storage for a spinlock; name and key of a lock class are static") {
      ferrule_spin_lock_init(std::addressof(raw), lock_class.name(), lock_class.key());
    }
  }
  /// What __SPIN_LOCK_INITIALIZER sets in storage that is zero.
  static constexpr void init_static([[maybe_unused]] Raw& raw) {
#if FERRULE_PROBE_RAW_SPINLOCK_HAS_MAGIC
    raw.rlock.magic = bindings::SPINLOCK_MAGIC;
    raw.rlock.owner_cpu = ~0u;
#endif
  }
  static void destroy(Raw&) {}
  static void lock(Raw& raw) {
    FERRULE_UNSAFE("init() was called") {
      ferrule_spin_lock(std::addressof(raw));
    }
  }
  static void lock_nested(Raw& raw, LockSubclass subclass) {
    FERRULE_UNSAFE("init() was called") {
      ferrule_spin_lock_nested(std::addressof(raw), subclass.value);
    }
  }
  static bool try_lock(Raw& raw) {
    FERRULE_UNSAFE("init() was called") {
      return ferrule_spin_trylock(std::addressof(raw));
    }
  }
  static void unlock(Raw& raw) {
    FERRULE_UNSAFE("only who locked it unlocks: a guard, which is bound to its scope") {
      ferrule_spin_unlock(std::addressof(raw));
    }
  }
  [[nodiscard]] static unsigned long lock_irqsave(Raw& raw) {
    FERRULE_UNSAFE("init() was called") {
      return ferrule_spin_lock_irqsave(std::addressof(raw));
    }
  }
  static void unlock_irqrestore(Raw& raw, unsigned long flags) {
    FERRULE_UNSAFE("flags are what lock_irqsave() of this lock returned to the same guard") {
      ferrule_spin_unlock_irqrestore(std::addressof(raw), flags);
    }
  }
};

}  // namespace internal

/// Holds a spinlock until the end of the scope in which it was declared. It is not stored or passed
/// on.
template <typename T>
class [[nodiscard]] FERRULE_SCOPED_GUARD FERRULE_VIEW SpinGuard {
 public:
  SpinGuard(const SpinGuard&) = delete;
  SpinGuard& operator=(const SpinGuard&) = delete;
  ~SpinGuard() FERRULE_RELEASES() { lock_.unlock(); }

  FERRULE_STABLE T& operator*() const FERRULE_LIFETIMEBOUND { return lock_.value(); }
  FERRULE_STABLE T* operator->() const FERRULE_LIFETIMEBOUND {
    return std::addressof(lock_.value());
  }

 private:
  friend class SpinLock<T>;

  const SpinLock<T>& lock_;

  SpinGuard(internal::Taken, const SpinLock<T>& lock FERRULE_LIFETIMEBOUND)
      FERRULE_ACQUIRES(lock, atomic_context)
      : lock_{lock} {}
};

/// The same with the interrupts of this CPU off; afterwards they are as they were before.
template <typename T>
class [[nodiscard]] FERRULE_SCOPED_GUARD FERRULE_VIEW SpinIrqGuard {
 public:
  SpinIrqGuard(const SpinIrqGuard&) = delete;
  SpinIrqGuard& operator=(const SpinIrqGuard&) = delete;
  ~SpinIrqGuard() FERRULE_RELEASES() { lock_.unlock_irqrestore(flags_); }

  FERRULE_STABLE T& operator*() const FERRULE_LIFETIMEBOUND { return lock_.value(); }
  FERRULE_STABLE T* operator->() const FERRULE_LIFETIMEBOUND {
    return std::addressof(lock_.value());
  }

 private:
  friend class SpinLock<T>;

  const SpinLock<T>& lock_;
  unsigned long flags_;

  SpinIrqGuard(unsigned long flags, const SpinLock<T>& lock FERRULE_LIFETIMEBOUND)
      FERRULE_ACQUIRES(lock, atomic_context)
      : lock_{lock}, flags_{flags} {}
};

/// Holds a spinlock where the context was atomic before and stays so: under another spinlock, or in
/// an interrupt handler. That it is, the end of the guard asks for.
template <typename T>
class [[nodiscard]] FERRULE_SCOPED_GUARD FERRULE_VIEW SpinNestedGuard {
 public:
  SpinNestedGuard(const SpinNestedGuard&) = delete;
  SpinNestedGuard& operator=(const SpinNestedGuard&) = delete;
  ~SpinNestedGuard() FERRULE_RELEASES() FERRULE_ATOMIC_CONTEXT { lock_.unlock(); }

  FERRULE_STABLE T& operator*() const FERRULE_LIFETIMEBOUND { return lock_.value(); }
  FERRULE_STABLE T* operator->() const FERRULE_LIFETIMEBOUND {
    return std::addressof(lock_.value());
  }

 private:
  friend class SpinLock<T>;

  const SpinLock<T>& lock_;

  SpinNestedGuard(internal::Taken, const SpinLock<T>& lock FERRULE_LIFETIMEBOUND)
      FERRULE_ACQUIRES(lock)
      : lock_{lock} {}
};

template <typename T>
class FERRULE_CAPABILITY("spinlock") FERRULE_OWNER SpinLock final
    : public Lock<T, internal::SpinLockBackend> {
  using Backend = internal::SpinLockBackend;
  using Base = Lock<T, Backend>;

 public:
  /// The class is made by FERRULE_LOCK_CLASS; a field is built by new_spin_lock().
  explicit SpinLock(LockClass lock_class) : Base(lock_class) {}
  SpinLock(LockClass lock_class, T value) : Base(lock_class, std::move(value)) {}
  /// For FERRULE_GLOBAL_LOCK.
  explicit constexpr SpinLock(StaticLock tag) : Base(tag) {}
  constexpr SpinLock(StaticLock tag, T value) : Base(tag, std::move(value)) {}

  /// Runs `f(T&)` with the lock held, and returns what it returns. `f` does not sleep.
  template <internal::KeepsNothingOf<T> F>
  auto with(F&& f) const FERRULE_MUST_NOT_HOLD(this, atomic_context) {
    Backend::lock(this->raw());
    SpinGuard<T> guard(internal::Taken{}, *this);
    return f(*guard);
  }
  /// The same with interrupts off: for what an interrupt handler reaches too.
  template <internal::KeepsNothingOf<T> F>
  auto with_irqsave(F&& f) const FERRULE_MUST_NOT_HOLD(this, atomic_context) {
    SpinIrqGuard<T> guard(Backend::lock_irqsave(this->raw()), *this);
    return f(*guard);
  }
  /// The same if nobody holds it at the moment. True: `f` was run.
  template <internal::KeepsNothingOf<T> F>
  [[nodiscard]] bool try_with(F&& f) const FERRULE_MUST_NOT_HOLD(this, atomic_context) {
    if (!Backend::try_lock(this->raw())) {
      return false;
    }
    SpinGuard<T> guard(internal::Taken{}, *this);
    f(*guard);
    return true;
  }
  /// The same where the context is atomic already: under another spinlock, in an interrupt handler.
  template <internal::KeepsNothingOf<T> F>
  auto with_nested(F&& f, LockSubclass subclass = {}) const
      FERRULE_MUST_NOT_HOLD(this) FERRULE_ATOMIC_CONTEXT {
    auto guard = lock_nested(subclass);
    return f(*guard);
  }

  /// Spins until it is its turn.
  SpinGuard<T> lock() const
      FERRULE_LIFETIMEBOUND FERRULE_ACQUIRES(this, atomic_context) FERRULE_LOCK_IMPLEMENTATION {
    Backend::lock(this->raw());
    return SpinGuard<T>(internal::Taken{}, *this);
  }
  SpinIrqGuard<T> lock_irqsave() const
      FERRULE_LIFETIMEBOUND FERRULE_ACQUIRES(this, atomic_context) FERRULE_LOCK_IMPLEMENTATION {
    return SpinIrqGuard<T>(Backend::lock_irqsave(this->raw()), *this);
  }
  /// Where the context is atomic already, and what made it so stays in charge of it. The guard of
  /// the outer lock, if it is at hand, is named for the reader.
  template <typename... Outer>
  SpinNestedGuard<T> lock_nested(const Outer&...) const
      FERRULE_LIFETIMEBOUND FERRULE_ACQUIRES(this) FERRULE_LOCK_IMPLEMENTATION {
    Backend::lock(this->raw());
    return SpinNestedGuard<T>(internal::Taken{}, *this);
  }
  SpinNestedGuard<T> lock_nested(LockSubclass subclass) const
      FERRULE_LIFETIMEBOUND FERRULE_ACQUIRES(this) FERRULE_LOCK_IMPLEMENTATION {
    Backend::lock_nested(this->raw(), subclass);
    return SpinNestedGuard<T>(internal::Taken{}, *this);
  }

 private:
  friend class SpinGuard<T>;
  friend class SpinIrqGuard<T>;
  friend class SpinNestedGuard<T>;

  void unlock() const { Backend::unlock(this->raw()); }
  void unlock_irqrestore(unsigned long flags) const {
    Backend::unlock_irqrestore(this->raw(), flags);
  }
};

}  // namespace ferrule::kernel

/// Initialisers of a SpinLock<T>: of nothing, of a value, or of a recipe for T that may fail.
#define FERRULE_NEW_SPIN_LOCK(...)                                     \
  ::ferrule::kernel::internal::init_lock<::ferrule::kernel::SpinLock>( \
      FERRULE_LOCK_CLASS_HERE __VA_OPT__(, ) __VA_ARGS__)
#if !defined(FERRULE_NO_SHORT_NAMES)
#define new_spin_lock(...) FERRULE_NEW_SPIN_LOCK(__VA_ARGS__)
#endif
