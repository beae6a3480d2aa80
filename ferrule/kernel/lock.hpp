// SPDX-License-Identifier: GPL-2.0 OR MIT
// Lock<T, Backend>: a kernel lock together with the data it guards. mutex.hpp and spin_lock.hpp
// make of it what drivers use; this is what these have in common. A new kind of lock is a backend
// here, a guard, and a class that says with the analysis' words (context.hpp) what taking it means.
//
// The data is reached through a guard or inside with(), never past the lock. with() is the one to
// use: nothing of the data leaves it. A lock stays where it was built, so it is a field of
// something pinned, or a static one (global_lock.hpp).
#pragma once

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/init.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/span.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/lock_class.hpp"
#include "ferrule/kernel/str.hpp"

namespace ferrule::kernel {

/// Marks the constructor of a lock of static storage: see global_lock.hpp.
struct StaticLock {};

/// A kind of kernel lock. Raw is the C struct; after init(), or in a constant expression
/// init_static(), it is at rest until destroy().
template <typename B>
concept LockBackend = requires(typename B::Raw& raw, LockClass lock_class) {
  B::init(raw, lock_class);
  B::init_static(raw);
  B::destroy(raw);
  B::lock(raw);
  B::unlock(raw);
  { B::try_lock(raw) } -> std::same_as<bool>;
};

template <typename T, typename Owner>
class LockedBy;
template <typename T>
class Mutex;
template <typename T>
class SpinLock;

namespace internal {

/// Types that reach into something else, as far as C++ can say it; the checker knows the others.
template <typename R>
inline constexpr bool kBorrows = std::is_reference_v<R> || std::is_pointer_v<R>;
template <typename R>
inline constexpr bool kBorrows<Span<R>> = true;
template <>
inline constexpr bool kBorrows<CStr> = true;
template <typename R>
inline constexpr bool kBorrows<Option<R>> = kBorrows<R>;
template <typename R>
inline constexpr bool kBorrows<Result<R>> = kBorrows<R>;

/// What a function given to with() returns is a value: nothing that reaches into the lock leaves.
template <typename F, typename T>
concept KeepsNothingOf = !kBorrows<std::invoke_result_t<F, T&>>;

/// An initialiser (core/init.hpp) of T, as opposed to a value of which T is made.
template <typename V, typename T>
concept InitialiserOf = requires(V& recipe, Slot<T>& slot) {
  { recipe(slot) } -> std::same_as<Result<>>;
};

/// A guard's constructor with this does not take the lock: try_lock() already did.
struct Taken {};

template <typename L, typename Recipe>
Result<> build_lock(Slot<L>& slot, LockClass lock_class, Recipe& recipe);

}  // namespace internal

template <typename T, LockBackend B>
class FERRULE_OWNER Lock {
 public:
  using Value = T;
  using Backend = B;

  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 protected:
  ~Lock() { Backend::destroy(raw_); }

  [[nodiscard]] typename Backend::Raw& raw() const FERRULE_LIFETIMEBOUND { return raw_; }
  /// For guards: the caller holds the lock.
  [[nodiscard]] T& value() const FERRULE_LIFETIMEBOUND { return value_; }

 private:
  // Whoever else derived from it could reach the data without the lock.
  friend class Mutex<T>;
  friend class SpinLock<T>;
  template <typename, typename>
  friend class LockedBy;
  template <typename L, typename Recipe>
  friend Result<> internal::build_lock(Slot<L>& slot, LockClass lock_class, Recipe& recipe);

  // Both are changed through const too: whoever shares a lock may take it.
  FERRULE_SYNC mutable typename Backend::Raw raw_{};
  FERRULE_SYNC mutable T value_;

  /// Ready to be taken.
  explicit Lock(LockClass lock_class) : value_() { Backend::init(raw_, lock_class); }
  Lock(LockClass lock_class, T value) : value_(std::move(value)) {
    Backend::init(raw_, lock_class);
  }
  explicit constexpr Lock(StaticLock) : value_() { init_static(); }
  constexpr Lock(StaticLock, T value) : value_(std::move(value)) { init_static(); }

  constexpr void init_static() {
    static_assert(std::is_trivially_destructible_v<T>,
                  "nobody ends what a static lock guards: make the lock a field of the module");
    Backend::init_static(raw_);
  }
};

namespace internal {

/// Builds the data of a lock where it stays, with a recipe that may fail, and then the lock.
template <typename L, typename Recipe>
Result<> build_lock(Slot<L>& slot, LockClass lock_class, Recipe& recipe) FERRULE_MAY_SLEEP {
  const auto building = slot.begin();
  FERRULE_UNSAFE(
      "the empty slot has room for the lock's two parts, and owns both once they stand") {
    L* const place = slot.place();
    auto value = Slot<typename L::Value>::at(std::addressof(place->value_));
    FERRULE_TRYV(recipe(value));
    ensure(value.filled());
    L::Backend::init(*std::construct_at(std::addressof(place->raw_)), lock_class);
    value.keep();
    slot.adopt();
    return ok();
  }
}

/// What new_mutex and its like return: the initialiser of a Kind<T>, whatever T the field has.
template <template <typename> typename Kind>
[[nodiscard]] auto init_lock(LockClass lock_class) {
  return [lock_class]<typename T>(Slot<Kind<T>>& slot) -> Result<> {
    slot.emplace(lock_class);
    return ok();
  };
}
template <template <typename> typename Kind, typename V>
[[nodiscard]] auto init_lock(LockClass lock_class, V value) {
  return [lock_class, value = std::move(value)]<typename T>(Slot<Kind<T>>& slot)
             FERRULE_MAY_SLEEP mutable -> Result<> {
               if constexpr (InitialiserOf<V, T>) {
                 return internal::build_lock(slot, lock_class, value);
               } else {
                 static_assert(
                     requires(V given) { T{std::move(given)}; },
                     "a lock is made of a value of its data's type, without loss");
                 T data{std::move(value)};
                 slot.emplace(lock_class, std::move(data));
                 return ok();
               }
             };
}

}  // namespace internal

}  // namespace ferrule::kernel
