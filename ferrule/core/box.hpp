// SPDX-License-Identifier: Apache-2.0 OR MIT
// Box<T>: sole owner of one object on an AllocatorRef. const reaches the object. A Box of a derived
// class moves into a Box of its base and still ends and frees what was made.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "ferrule/core/allocator.hpp"
#include "ferrule/core/result.hpp"
#include "ferrule/core/trap.hpp"
#include "ferrule/core/types.hpp"
#include "ferrule/core/unsafe.hpp"

namespace ferrule {

namespace internal {

/// Ends the object of type T at `object` and gives its memory back.
template <typename T>
FERRULE_UNSAFE_FN(
    "object is a live T made by Box<T>::make with this allocator, and is not used again")
void destroy_boxed(void* object, AllocatorRef allocator) {
  FERRULE_UNSAFE("the contract above: a live T from this allocator") {
    std::destroy_at(static_cast<T*>(object));
    allocator.deallocate(object, sizeof(T), alignof(T));
  }
}

}  // namespace internal

template <typename T>
class FERRULE_OWNER Box {
 public:
  template <typename... Args>
  [[nodiscard]] static Result<Box, AllocError> make(AllocatorRef allocator, Args&&... args) {
    FERRULE_UNSAFE(
        "the storage has T's size and alignment, holds one T, and destroy_boxed<T> gives it back") {
      void* memory = allocator.allocate(sizeof(T), alignof(T));
      if (memory == nullptr) {
        return Err{AllocError{}};
      }
      T* object = std::construct_at(static_cast<T*>(memory), std::forward<Args>(args)...);
      return Box(allocator, object, memory, &internal::destroy_boxed<T>);
    }
  }

  Box(Box&& other) noexcept
      : allocator_{other.allocator_},
        object_{std::exchange(other.object_, nullptr)},
        memory_{std::exchange(other.memory_, nullptr)},
        destroy_{other.destroy_} {}
  template <typename D>
    requires(!std::is_same_v<D, T> && std::is_convertible_v<D*, T*>)
  Box(Box<D>&& other) noexcept
      : allocator_{other.allocator_},
        object_{std::exchange(other.object_, nullptr)},
        memory_{std::exchange(other.memory_, nullptr)},
        destroy_{other.destroy_} {}
  Box& operator=(Box&& other FERRULE_TAKEN_FIRST) noexcept {
    Box taken(std::move(other));  // which may be inside the object that ends here
    std::swap(allocator_, taken.allocator_);
    std::swap(object_, taken.object_);
    std::swap(memory_, taken.memory_);
    std::swap(destroy_, taken.destroy_);
    return *this;
  }
  Box(const Box&) = delete;
  Box& operator=(const Box&) = delete;
  ~Box() { release(); }

  /// The object. Traps when it was moved away.
  FERRULE_STABLE T& operator*() FERRULE_LIFETIMEBOUND { return live(); }
  const T& operator*() const FERRULE_LIFETIMEBOUND { return live(); }
  FERRULE_STABLE T* operator->() FERRULE_LIFETIMEBOUND { return std::addressof(live()); }
  const T* operator->() const FERRULE_LIFETIMEBOUND { return std::addressof(live()); }

 private:
  template <typename>
  friend class Box;

  using Destroy = void (*)(void*, AllocatorRef);

  AllocatorRef allocator_;
  T* object_;
  void* memory_;
  Destroy destroy_;

  Box(AllocatorRef allocator, T* object, void* memory, Destroy destroy)
      : allocator_{allocator}, object_{object}, memory_{memory}, destroy_{destroy} {}

  [[nodiscard]] T& live() const FERRULE_LIFETIMEBOUND {
    ensure(object_ != nullptr);
    FERRULE_UNSAFE("a Box owns its object until it is moved from, which sets object_ to null") {
      return *object_;
    }
  }
  void release() {
    if (object_ != nullptr) {
      object_ = nullptr;
      FERRULE_UNSAFE(
          "memory_ is the object destroy_ was instantiated for, and object_ no longer names it") {
        destroy_(memory_, allocator_);
      }
    }
  }
};

}  // namespace ferrule
