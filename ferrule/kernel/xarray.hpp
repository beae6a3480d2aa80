// SPDX-License-Identifier: GPL-2.0 OR MIT
// XArray<P>: owners (KBox<T>, Arc<T>) by their index, best where the indexes lie close together
// (Documentation/core-api/xarray.rst). It has a spinlock of its own and finds free indexes:
//
//   TRY(const u32 id, sessions.allocate(session.clone(), GFP_KERNEL));
//   if (auto found = sessions.load(id)) {
//     (*found)->touch();
//   }
//   auto ended = sessions.erase(id);
//
// While its lock is held nobody else changes it, and nothing sleeps:
//
//   auto held = sessions.lock();
//   if (auto first = held.get(0)) {
//     (*first)->touch();
//   }
//   TRY(auto replaced, held.store(id, std::move(fresh), GFP_ATOMIC));
//
// For tasks: its lock does not keep interrupts out.
#pragma once

#include <ferrule/bindings.hpp>

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/init.hpp"
#include "ferrule/core/option.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"
#include "ferrule/kernel/alloc.hpp"
#include "ferrule/kernel/context.hpp"
#include "ferrule/kernel/error.hpp"
#include "ferrule/kernel/foreign_ownable.hpp"
#include "ferrule/kernel/lock_class.hpp"
#include "ferrule/kernel/opaque.hpp"

namespace ferrule::kernel {

template <ForeignOwnable P>
class XArray;

namespace internal {

template <typename P>
concept SharesOwnership = requires(typename Foreign<P>::Borrowed borrowed) {
  { borrowed.clone() } -> std::same_as<P>;
};

/// The array that a guard holds: by this, a parameter, the checker knows that the guard borrows.
template <typename P>
struct FERRULE_VIEW HeldXArray {
  const XArray<P>& array;

  explicit HeldXArray(const XArray<P>& held FERRULE_LIFETIMEBOUND) : array{held} {}
};

}  // namespace internal

/// Which indexes allocate() may give, both ends included.
struct IndexRange {
  u32 least = 0;
  u32 greatest = 0xffff'ffff;
};

/// Holds an array's lock until the end of the scope in which it was declared. To the checker it
/// owns what is in the array: putting something in or taking it out ends the views that it gave.
template <ForeignOwnable P, typename Held = internal::HeldXArray<P>>
class [[nodiscard]] FERRULE_SCOPED_GUARD FERRULE_OWNER XArrayGuard {
 public:
  XArrayGuard(const XArrayGuard&) = delete;
  XArrayGuard& operator=(const XArrayGuard&) = delete;
  ~XArrayGuard() FERRULE_RELEASES() { array().release(); }

  /// What is at that index, if anything.
  [[nodiscard]] FERRULE_STABLE Option<typename Foreign<P>::Borrowed> get(usize index) const
      FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("the array owns what is in it, and is locked as long as the view is used") {
      void* const found = array().find(index);
      if (found == nullptr) {
        return kNone;
      }
      return borrow_foreign<P>(found);
    }
  }
  /// Puts it at that index; what was there before comes back. On an error (ENOMEM) it is given up.
  [[nodiscard]] Result<Option<P>> store(usize index, P owner, AtomicGfp flags) {
    return array().store_with(index, std::move(owner), flags.bits(), kLocked);
  }
  /// Puts it at that index, at which nothing may be: EBUSY. On an error it is given up.
  [[nodiscard]] Result<> insert(usize index, P owner, AtomicGfp flags) {
    if (get(index)) {
      return Err{errors::EBUSY};
    }
    FERRULE_TRY(const Option<P> nothing, store(index, std::move(owner), flags));
    return ok();
  }
  /// Puts it at a free index, which is returned. EBUSY: there is none. On an error it is given up.
  [[nodiscard]] Result<u32> allocate(P owner, AtomicGfp flags, IndexRange range = {}) {
    return array().allocate_with(std::move(owner), flags.bits(), range, kLocked);
  }
  /// Takes it out.
  [[nodiscard]] Option<P> erase(usize index) { return array().take_out(index, kLocked); }

 private:
  friend class XArray<P>;

  static constexpr bool kLocked = true;

  Held held_;

  [[nodiscard]] const XArray<P>& array() const FERRULE_LIFETIMEBOUND { return held_.array; }

  explicit XArrayGuard(const XArray<P>& array FERRULE_LIFETIMEBOUND)
      FERRULE_ACQUIRES(array, atomic_context)
      : held_(array) {}
};

template <ForeignOwnable P>
class FERRULE_CAPABILITY("xarray lock") FERRULE_OWNER XArray {
 public:
  /// The class is made by FERRULE_LOCK_CLASS; a field is built by new_xarray().
  explicit XArray(LockClass lock_class) {
    FERRULE_UNSAFE("raw_ is storage for an xarray; name and key of a lock class are static") {
      ferrule_xa_init(raw_.get(), lock_class.name(), lock_class.key());
    }
  }
  XArray(const XArray&) = delete;
  XArray& operator=(const XArray&) = delete;
  ~XArray() {
    FERRULE_UNSAFE("nobody else reaches the array any more; each owner in it ends once") {
      unsigned long index = 0;
      while (void* const found = ferrule_xa_find(raw_.get(), std::addressof(index))) {
        const Option<P> ended = take_out(index);
        static_cast<void>(found);
      }
      ferrule_xa_destroy(raw_.get());
    }
  }

  /// Puts it at that index; what was there before comes back. On an error (ENOMEM) it is given up.
  [[nodiscard]] Result<Option<P>> store(usize index, P owner,
                                        SleepingGfp flags) const FERRULE_MAY_SLEEP {
    return store_with(index, std::move(owner), flags.bits());
  }
  [[nodiscard]] Result<Option<P>> store(usize index, P owner, AtomicGfp flags) const
      FERRULE_MUST_NOT_HOLD(this) {
    return store_with(index, std::move(owner), flags.bits());
  }
  /// Puts it at a free index, which is returned. EBUSY: there is none. On an error it is given up.
  [[nodiscard]] Result<u32> allocate(P owner, SleepingGfp flags,
                                     IndexRange range = {}) const FERRULE_MAY_SLEEP {
    return allocate_with(std::move(owner), flags.bits(), range);
  }
  [[nodiscard]] Result<u32> allocate(P owner, AtomicGfp flags, IndexRange range = {}) const
      FERRULE_MUST_NOT_HOLD(this) {
    return allocate_with(std::move(owner), flags.bits(), range);
  }
  /// Takes it out.
  [[nodiscard]] Option<P> erase(usize index) const FERRULE_MUST_NOT_HOLD(this) {
    return take_out(index);
  }
  /// One more owner of what is at that index.
  template <typename Owner = P>
    requires internal::SharesOwnership<Owner>
  [[nodiscard]] Option<Owner> load(usize index) const FERRULE_MUST_NOT_HOLD(this, atomic_context) {
    const XArrayGuard<P> held = lock();
    if (const auto shared = held.get(index)) {
      return shared->clone();
    }
    return kNone;
  }
  [[nodiscard]] bool empty() const {
    FERRULE_UNSAFE("the constructor initialised it") {
      return ferrule_xa_empty(raw_.get());
    }
  }

  XArrayGuard<P> lock() const
      FERRULE_LIFETIMEBOUND FERRULE_ACQUIRES(this, atomic_context) FERRULE_LOCK_IMPLEMENTATION {
    FERRULE_UNSAFE("the constructor initialised it") {
      ferrule_xa_lock(raw_.get());
    }
    return XArrayGuard<P>(*this);
  }

 private:
  template <ForeignOwnable Q, typename Held>
  friend class XArrayGuard;

  Opaque<struct xarray> raw_;

  void release() const {
    FERRULE_UNSAFE("the guard that calls this was made by lock()") {
      ferrule_xa_unlock(raw_.get());
    }
  }
  /// Null if there is nothing. The caller holds the lock.
  [[nodiscard]] void* find(usize index) const FERRULE_LIFETIMEBOUND {
    FERRULE_UNSAFE("the constructor initialised it") {
      return ferrule_xa_load(raw_.get(), index);
    }
  }
  FERRULE_UNSAFE_FN("raw is null, or was taken out of an array of this type")
  [[nodiscard]] static Option<P> owner_of(void* raw) {
    if (raw == nullptr) {
      return kNone;
    }
    FERRULE_UNSAFE("the contract above: a share that was put in, and comes out once") {
      return from_foreign<P>(raw);
    }
  }
  // `locked`: the caller holds the lock; else they take it.
  [[nodiscard]] Option<P> take_out(usize index, bool locked = false) const {
    FERRULE_UNSAFE("the constructor initialised it, and only owners are put in") {
      return owner_of(ferrule_xa_erase(raw_.get(), index, locked));
    }
  }
  [[nodiscard]] Result<Option<P>> store_with(usize index, P owner, u32 flags,
                                             bool locked = false) const {
    FERRULE_UNSAFE("initialised; the array owns what it took, and an error leaves it to us") {
      void* const given = kernel::into_foreign(std::move(owner));
      void* before = nullptr;
      const int error =
          ferrule_xa_store(raw_.get(), index, given, flags, locked, std::addressof(before));
      if (error != 0) {
        const P ended = from_foreign<P>(given);
        return Err{Error::from_errno(error)};
      }
      return owner_of(before);
    }
  }
  [[nodiscard]] Result<u32> allocate_with(P owner, u32 flags, IndexRange range,
                                          bool locked = false) const {
    FERRULE_UNSAFE("initialised; the array owns what it took, and an error leaves it to us") {
      void* const given = kernel::into_foreign(std::move(owner));
      u32 index = 0;
      const int error = ferrule_xa_alloc(raw_.get(), std::addressof(index), given, range.least,
                                         range.greatest, flags, locked);
      if (error != 0) {
        const P ended = from_foreign<P>(given);
        return Err{Error::from_errno(error)};
      }
      return index;
    }
  }
};

/// Initialiser of an XArray<P>, whatever P the field has.
[[nodiscard]] inline auto init_xarray(LockClass lock_class) {
  return [lock_class]<typename P>(Slot<XArray<P>>& slot) -> Result<> {
    slot.emplace(lock_class);
    return ok();
  };
}

}  // namespace ferrule::kernel

#define FERRULE_NEW_XARRAY() ::ferrule::kernel::init_xarray(FERRULE_LOCK_CLASS_HERE)
#if !defined(FERRULE_NO_SHORT_NAMES)
#define new_xarray() FERRULE_NEW_XARRAY()
#endif
