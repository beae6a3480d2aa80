// SPDX-License-Identifier: Apache-2.0 OR MIT
// Objects that must not move: something outside, such as a list or the kernel, knows their address.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/init.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/try.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

/// A T that stays where it was built. A class with such a field does not move either.
template <typename T>
class FERRULE_OWNER Pinned {
 public:
  template <typename... Args>
    requires std::is_constructible_v<T, Args...>
  explicit constexpr Pinned(Args&&... args) : value_(std::forward<Args>(args)...) {}
  Pinned(const Pinned&) = delete;
  Pinned& operator=(const Pinned&) = delete;

  FERRULE_STABLE constexpr T& operator*() FERRULE_LIFETIMEBOUND { return value_; }
  constexpr const T& operator*() const FERRULE_LIFETIMEBOUND { return value_; }
  FERRULE_STABLE constexpr T* operator->() FERRULE_LIFETIMEBOUND { return std::addressof(value_); }
  constexpr const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(value_); }

 private:
  T value_;
};

/// A place on the stack, or in a class, for an object that must not move and may fail to be built:
///
///   StackPin<Device> device;
///   TRYV(device.init(Device::recipe()));
///   device->start();
template <typename T>
class FERRULE_OWNER StackPin {
 public:
  StackPin() = default;
  StackPin(const StackPin&) = delete;
  StackPin& operator=(const StackPin&) = delete;
  ~StackPin() {
    if (object_ != nullptr) {
      FERRULE_UNSAFE("object_ names the live object in storage_, and is not used again") {
        std::destroy_at(object_);
      }
    }
  }

  /// Builds the object. Traps when there is one already.
  template <typename Init, typename Outcome = std::invoke_result_t<Init&, Slot<T>&>>
  [[nodiscard]] FERRULE_RUNS_INITIALISERS Outcome init(Init&& init) {
    ensure(object_ == nullptr);
    FERRULE_UNSAFE("storage_ has T's size and alignment, and holds no object yet") {
      T* const place = reinterpret_cast<T*>(&storage_[0]);
      auto slot = Slot<T>::at(place);
      FERRULE_TRYV(init(slot));
      ensure(slot.filled());
      slot.keep();
      object_ = place;
    }
    return ok();
  }

  /// The object. Traps when it was not built.
  FERRULE_STABLE T& operator*() FERRULE_LIFETIMEBOUND { return live(); }
  const T& operator*() const FERRULE_LIFETIMEBOUND { return live(); }
  FERRULE_STABLE T* operator->() FERRULE_LIFETIMEBOUND { return std::addressof(live()); }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(live()); }

 private:
  alignas(T) unsigned char storage_[sizeof(T)]{};
  T* object_ = nullptr;

  [[nodiscard]] T& live() const FERRULE_LIFETIMEBOUND {
    ensure(object_ != nullptr);
    FERRULE_UNSAFE("it is the object in storage_, which init() built") {
      return *object_;
    }
  }
};

/// Sole owner of an object that was built in its final place. The owner moves, the object does not.
template <typename T>
class FERRULE_OWNER PinBox {
  static_assert(!std::is_move_constructible_v<T> && !std::is_move_assignable_v<T>,
                "what moves needs no PinBox: use Box, or give the class a Pinned field");

 public:
  /// Runs the initialiser (init.hpp) on fresh memory. Its error must also tell `AllocError`.
  template <typename Init, typename Outcome = std::invoke_result_t<Init&, Slot<T>&>>
  [[nodiscard]] FERRULE_RUNS_INITIALISERS static auto make(AllocatorRef allocator, Init&& init)
      -> Result<PinBox, typename Outcome::Error> {
    using Error = typename Outcome::Error;
    static_assert(std::is_constructible_v<Error, AllocError>, "the error also tells AllocError");
    FERRULE_UNSAFE("the memory has T's size and alignment; it is given back, or owned by the box") {
      void* const memory = allocator.allocate(sizeof(T), alignof(T));
      if (memory == nullptr) {
        return Err{Error(AllocError{})};
      }
      T* const place = static_cast<T*>(memory);
      auto slot = Slot<T>::at(place);
      Outcome built = init(slot);
      if (!built) {
        slot.undo();
        allocator.deallocate(memory, sizeof(T), alignof(T));
        return Err{std::move(built).error()};
      }
      ensure(slot.filled());
      slot.keep();
      return PinBox(allocator, place);
    }
  }

  PinBox(PinBox&& other) noexcept
      : allocator_{other.allocator_}, object_{std::exchange(other.object_, nullptr)} {}
  PinBox& operator=(PinBox&& other FERRULE_TAKEN_FIRST) noexcept {
    PinBox taken(std::move(other));  // which may be inside the object that ends here
    std::swap(allocator_, taken.allocator_);
    std::swap(object_, taken.object_);
    return *this;
  }
  PinBox(const PinBox&) = delete;
  PinBox& operator=(const PinBox&) = delete;
  ~PinBox() { release(); }

  /// The object. Traps when the box was moved away.
  FERRULE_STABLE T& operator*() FERRULE_LIFETIMEBOUND { return live(); }
  const T& operator*() const FERRULE_LIFETIMEBOUND { return live(); }
  FERRULE_STABLE T* operator->() FERRULE_LIFETIMEBOUND { return std::addressof(live()); }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(live()); }

 private:
  AllocatorRef allocator_;
  T* object_;

  PinBox(AllocatorRef allocator, T* object) : allocator_{allocator}, object_{object} {}

  [[nodiscard]] T& live() const FERRULE_LIFETIMEBOUND {
    ensure(object_ != nullptr);
    FERRULE_UNSAFE("a PinBox owns its object until it is moved from, which sets object_ to null") {
      return *object_;
    }
  }
  void release() {
    if (object_ == nullptr) {
      return;
    }
    FERRULE_UNSAFE("the box owned this live object and its memory, and names it no longer") {
      T* const object = std::exchange(object_, nullptr);
      std::destroy_at(object);
      allocator_.deallocate(object, sizeof(T), alignof(T));
    }
  }
};

}  // namespace ferrule
