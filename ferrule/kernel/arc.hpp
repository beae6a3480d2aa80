// SPDX-License-Identifier: GPL-2.0 OR MIT
// Shared ownership, counted by the kernel's refcount_t. What is shared is const: to change it, give
// T a lock.
//
//   TRY(auto fresh, UniqueArc<Table>::make(GFP_KERNEL));
//   fresh->insert(7);                        // still ours alone
//   const Arc<Table> table = std::move(fresh).into_arc();
//   const Arc<Table> other = table.clone();  // one more owner
//   look(other.borrow());                    // an ArcBorrow<Table>: no owner, may become one
//
// The count saturates: what was cloned two milliards of times is leaked, not freed early. The last
// owner ends the object where it stands, so a T whose end may sleep is not given up in atomic
// context.
//
// An Arc is of the class that was made, and of no base: count and object are one allocation. To
// share what is behind an interface, share the box that owns it, an Arc<KBox<Shape>>.
#pragma once

#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "ferrule/core/option.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/alloc.hpp"
#include "ferrule/kernel/box.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/init.hpp"
#include "ferrule/kernel/refcount.hpp"

namespace ferrule::kernel {

template <typename T>
class Arc;

namespace internal {

/// The count and the object in one allocation; each is built in its place.
template <typename T>
struct ArcInner {
  Refcount count;
  T value;
};

/// The object is alive and its memory is kept by a count of the caller's.
template <typename T>
FERRULE_UNSAFE_FN("the caller owns one share of inner, and gives it up")
void give_up_share(ArcInner<T>* inner) {
  FERRULE_UNSAFE("the contract above; only the last owner ends the object and frees its memory") {
    if (inner->count.dec_and_test()) {
      std::destroy_at(inner);
      Kmalloc::free(inner);
    }
  }
}

}  // namespace internal

/// An Arc's object, borrowed: valid while the Arc it came from is.
template <typename T>
class FERRULE_VIEW ArcBorrow {
 public:
  const T& operator*() const { return live(); }
  const T* operator->() const { return std::addressof(live()); }
  /// Becomes an owner.
  [[nodiscard]] Arc<T> clone() const;

 private:
  friend class Arc<T>;

  internal::ArcInner<T>* inner_;

  explicit ArcBorrow(internal::ArcInner<T>* inner FERRULE_LIFETIMEBOUND) : inner_{inner} {}

  [[nodiscard]] const T& live() const {
    FERRULE_UNSAFE("the Arc it was borrowed from outlives the view and owns a share") {
      return inner_->value;
    }
  }
};

/// The only owner so far: the object can be changed.
template <typename T>
class FERRULE_OWNER UniqueArc {
  using Inner = internal::ArcInner<T>;

 public:
  template <typename... Args>
    requires internal::BuiltFrom<T, Args...>
  [[nodiscard]] static Result<UniqueArc> make(SleepingGfp flags, Args&&... args) FERRULE_MAY_SLEEP {
    return owning(KBox<Inner>::built(
        Kmalloc::allocate(sizeof(Inner), alignof(Inner), flags),
        [&]() FERRULE_MAY_SLEEP -> Inner { return {Refcount(), T(std::forward<Args>(args)...)}; }));
  }
  template <typename... Args>
    requires internal::BuiltFrom<T, Args...>
  [[nodiscard]] static Result<UniqueArc> make(AtomicGfp flags, Args&&... args) {
    return owning(KBox<Inner>::built(
        Kmalloc::allocate(sizeof(Inner), alignof(Inner), flags),
        [&]() -> Inner { return {Refcount(), T(std::forward<Args>(args)...)}; }));
  }
  /// Runs the initialiser where the object will stay. On its error all is undone.
  template <internal::InitOf<T> Init>
  [[nodiscard]] static Result<UniqueArc> pin_init(Init&& init,
                                                  SleepingGfp flags) FERRULE_MAY_SLEEP {
    auto recipe = ::ferrule::pin_init<Inner, Error>(
        field<&Inner::count>(init_value()),
        field<&Inner::value>([&](Slot<T>& slot)
                                 FERRULE_RUNS_INITIALISERS -> Result<> { return init(slot); }));
    return owning(KBox<Inner>::pin_init(recipe, flags));
  }

  UniqueArc(UniqueArc&& other) noexcept : inner_{std::exchange(other.inner_, nullptr)} {}
  UniqueArc& operator=(UniqueArc&& other) noexcept {
    UniqueArc taken(std::move(other));  // which may be inside the object that ends here
    std::swap(inner_, taken.inner_);
    return *this;
  }
  UniqueArc(const UniqueArc&) = delete;
  UniqueArc& operator=(const UniqueArc&) = delete;
  ~UniqueArc() { release(); }

  /// The object. Traps when it was given on.
  FERRULE_STABLE T& operator*() FERRULE_LIFETIMEBOUND { return live(); }
  const T& operator*() const FERRULE_LIFETIMEBOUND { return live(); }
  FERRULE_STABLE T* operator->() FERRULE_LIFETIMEBOUND { return std::addressof(live()); }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(live()); }

  /// Shares it: from now on it is const.
  [[nodiscard]] Arc<T> into_arc() && { return Arc<T>(std::exchange(inner_, nullptr)); }

 private:
  friend class Arc<T>;

  Inner* inner_;

  explicit UniqueArc(Inner* inner) : inner_{inner} {}

  [[nodiscard]] static Result<UniqueArc> owning(Result<KBox<Inner>> built) {
    FERRULE_TRY(KBox<Inner> inner, std::move(built));
    FERRULE_UNSAFE("what ends or shares the inner object frees it as the box would have") {
      return UniqueArc(std::move(inner).into_raw());
    }
  }

  [[nodiscard]] T& live() const FERRULE_LIFETIMEBOUND {
    ensure(inner_ != nullptr);
    FERRULE_UNSAFE("it owns the only share until it is moved from, which sets inner_ to null") {
      return inner_->value;
    }
  }
  void release() {
    if (inner_ != nullptr) {
      FERRULE_UNSAFE("it owned a share, and names the object no longer") {
        internal::give_up_share(std::exchange(inner_, nullptr));
      }
    }
  }
};

/// One of the owners.
template <typename T>
class FERRULE_OWNER Arc {
  using Inner = internal::ArcInner<T>;

 public:
  template <typename... Args>
    requires internal::BuiltFrom<T, Args...>
  [[nodiscard]] static Result<Arc> make(SleepingGfp flags, Args&&... args) FERRULE_MAY_SLEEP {
    FERRULE_TRY(auto fresh, UniqueArc<T>::make(flags, std::forward<Args>(args)...));
    return std::move(fresh).into_arc();
  }
  template <typename... Args>
    requires internal::BuiltFrom<T, Args...>
  [[nodiscard]] static Result<Arc> make(AtomicGfp flags, Args&&... args) {
    FERRULE_TRY(auto fresh, UniqueArc<T>::make(flags, std::forward<Args>(args)...));
    return std::move(fresh).into_arc();
  }
  /// Runs the initialiser where the object will stay. On its error all is undone.
  template <internal::InitOf<T> Init>
  [[nodiscard]] static Result<Arc> pin_init(Init&& init, SleepingGfp flags) FERRULE_MAY_SLEEP {
    FERRULE_TRY(auto fresh, UniqueArc<T>::pin_init(std::forward<Init>(init), flags));
    return std::move(fresh).into_arc();
  }

  Arc(Arc&& other) noexcept : inner_{std::exchange(other.inner_, nullptr)} {}
  Arc& operator=(Arc&& other) noexcept {
    Arc taken(std::move(other));  // which may be inside the object that ends here
    std::swap(inner_, taken.inner_);
    return *this;
  }
  Arc(const Arc&) = delete;
  Arc& operator=(const Arc&) = delete;
  ~Arc() { release(); }

  /// The object. Traps when this owner was moved away.
  const T& operator*() const FERRULE_LIFETIMEBOUND { return live().value; }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(live().value); }

  /// One more owner.
  [[nodiscard]] Arc clone() const {
    live().count.inc();
    return Arc(inner_);
  }
  [[nodiscard]] ArcBorrow<T> borrow() const FERRULE_LIFETIMEBOUND {
    ensure(inner_ != nullptr);
    return ArcBorrow<T>(inner_);
  }
  /// Both own the same object.
  [[nodiscard]] bool is_same(const Arc& other) const { return inner_ == other.inner_; }
  /// Ends this owner; the object comes back when it was the last one.
  [[nodiscard]] Option<UniqueArc<T>> into_unique_or_drop() && {
    Inner* const inner = std::exchange(inner_, nullptr);
    ensure(inner != nullptr);
    FERRULE_UNSAFE("this owned a share; when it was the last, nobody else can reach the object") {
      if (!inner->count.dec_and_test()) {
        return kNone;
      }
      std::destroy_at(std::addressof(inner->count));
      std::construct_at(std::addressof(inner->count));
      return UniqueArc<T>(inner);
    }
  }

  FERRULE_UNSAFE_FN("the caller owns the share from now on, and makes an Arc of it again")
  FERRULE_STATIC_LIFETIME [[nodiscard]] void* into_raw() && {
    ensure(inner_ != nullptr);
    return std::exchange(inner_, nullptr);
  }
  FERRULE_UNSAFE_FN("raw came from into_raw() of such an Arc, and its share is nobody else's")
  [[nodiscard]] static Arc from_raw(void* raw) {
    FERRULE_UNSAFE("the contract above: raw is the inner object") {
      return Arc(static_cast<Inner*>(raw));
    }
  }
  FERRULE_UNSAFE_FN("raw came from into_raw(), and its share outlives the view")
  [[nodiscard]] static ArcBorrow<T> borrow_raw(void* raw FERRULE_LIFETIMEBOUND) {
    FERRULE_UNSAFE("the contract above: raw is the inner object") {
      return ArcBorrow<T>(static_cast<Inner*>(raw));
    }
  }

 private:
  friend class UniqueArc<T>;
  friend class ArcBorrow<T>;

  Inner* inner_;

  explicit Arc(Inner* inner) : inner_{inner} {}

  [[nodiscard]] const Inner& live() const FERRULE_LIFETIMEBOUND {
    ensure(inner_ != nullptr);
    FERRULE_UNSAFE("it owns a share until it is moved from, which sets inner_ to null") {
      return *inner_;
    }
  }
  void release() {
    if (inner_ != nullptr) {
      FERRULE_UNSAFE("it owned a share, and names the object no longer") {
        internal::give_up_share(std::exchange(inner_, nullptr));
      }
    }
  }
};

template <typename T>
Arc<T> ArcBorrow<T>::clone() const {
  FERRULE_UNSAFE("the Arc it was borrowed from outlives the view and owns a share") {
    inner_->count.inc();
  }
  return Arc<T>(inner_);
}

}  // namespace ferrule::kernel
